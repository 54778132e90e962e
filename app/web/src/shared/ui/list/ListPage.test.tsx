import { IconLink } from "@tabler/icons-react";
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from "@tanstack/react-router";
import { cleanup, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { queryClient } from "../../api/query";
import { startI18n } from "../../i18n";
import { parseSearch, stringifySearch } from "../../search";
import { AppProviders } from "../AppProviders";
import { ListPage } from "./ListPage";

const asked: URL[] = [];
let answer: (url: URL) => Response;

const page = (names: string[], next: string | null = null) =>
  Response.json({ items: names.map((name, index) => ({ id: name + index, name })), next_cursor: next });

beforeEach(async () => {
  asked.length = 0;
  await startI18n();
  vi.stubGlobal("fetch", async (request: Request) => {
    asked.push(new URL(request.url));
    return answer(new URL(request.url));
  });
});

afterEach(() => {
  cleanup();
  queryClient.clear();
  vi.unstubAllGlobals();
});

const FILTERS = ["active"] as const;

function DepartmentList() {
  return (
    <ListPage
      path="/api/v1/departments"
      title="Departments"
      noun="departments"
      columns={[{ id: "name", header: "Name", sort: "name", cell: (row) => row.name }]}
      rowName={(row) => row.name}
      filterNames={FILTERS}
      empty={{ icon: IconLink, title: "Nothing yet", text: "Make one." }}
    />
  );
}

function open(address: string) {
  const root = createRootRoute();
  const list = createRoute({ getParentRoute: () => root, path: "/list", component: DepartmentList });
  const history = createMemoryHistory({ initialEntries: [address] });
  const router = createRouter({ routeTree: root.addChildren([list]), history, parseSearch, stringifySearch });
  render(
    <AppProviders surface="panel">
      <RouterProvider router={router} />
    </AppProviders>,
  );
  return router;
}

const names = async () => {
  const table = await screen.findByRole("table", { name: "Departments" });
  return within(table)
    .getAllByRole("cell")
    .map((cell) => cell.textContent);
};

test("search, sort and filters of the address go to the API", async () => {
  answer = () => page(["Sales"]);
  open("/list?q=sa&sort=-name&active=true");
  expect(await names()).toEqual(["Sales"]);
  expect(Object.fromEntries(asked[0]?.searchParams ?? [])).toMatchObject({
    q: "sa",
    sort: "-name",
    active: "true",
  });
});

test("a click on a head sorts, and the address keeps it", async () => {
  answer = () => page(["Sales"]);
  const router = open("/list");
  await userEvent.click(await screen.findByRole("button", { name: "Name" }));
  await waitFor(() => expect(asked.at(-1)?.searchParams.get("sort")).toBe("name"));
  expect(router.state.location.searchStr).toBe("?sort=name");
  expect(screen.getByRole("columnheader", { name: "Name" }).getAttribute("aria-sort")).toBe("ascending");
});

test("the next page is appended by its cursor", async () => {
  answer = (url) => (url.searchParams.get("cursor") ? page(["Support"]) : page(["Sales"], "after-sales"));
  open("/list");
  await userEvent.click(await screen.findByRole("button", { name: "Show more" }));
  await waitFor(async () => expect(await names()).toEqual(["Sales", "Support"]));
  expect(asked.at(-1)?.searchParams.get("cursor")).toBe("after-sales");
  expect(screen.queryByRole("button", { name: "Show more" })).toBeNull();
});

test("a list without anything says what to do, a filtered one offers to clear the filters", async () => {
  answer = () => page([]);
  open("/list");
  expect(await screen.findByText("Nothing yet")).toBeTruthy();
  cleanup();
  const router = open("/list?active=false");
  await userEvent.click((await screen.findAllByRole("button", { name: "Clear filters" }))[0] as HTMLElement);
  await waitFor(() => expect(router.state.location.searchStr).toBe(""));
});

test("a refused list tells why and can be asked for again", async () => {
  answer = () =>
    Response.json(
      { type: "/problems/forbidden", title: "No", status: 403 },
      { status: 403, headers: { "content-type": "application/problem+json" } },
    );
  open("/list");
  expect((await screen.findByRole("alert")).textContent).toContain("Your role does not allow this.");
  answer = () => page(["Sales"]);
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await names()).toEqual(["Sales"]);
});
