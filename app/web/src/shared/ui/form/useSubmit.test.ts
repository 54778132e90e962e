import { useForm } from "@mantine/form";
import { act, renderHook } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { ApiProblem } from "../../api/problem";
import { changeLanguage, startI18n } from "../../i18n";
import { useSubmit } from "./useSubmit";

beforeEach(() => startI18n());

const problem = (extra: object) =>
  new ApiProblem({ type: "/problems/invalid", title: "-", status: 422, ...extra });

function submitThat(send: () => Promise<string>) {
  return renderHook(() => {
    const form = useForm({ initialValues: { name: "" } });
    return { form, submit: useSubmit(form, send) };
  }).result;
}

test("errors of known fields stand at their fields and nowhere else", async () => {
  const result = submitThat(() => Promise.reject(problem({ errors: { name: ["Too long."] } })));
  await act(() => result.current.submit.run({}));
  expect(result.current.form.errors).toEqual({ name: "Too long." });
  expect(result.current.submit.error).toBeNull();
});

test("an error of a field that is not shown is said about the whole form", async () => {
  const result = submitThat(() => Promise.reject(problem({ errors: { hidden: ["Not so."] } })));
  await act(() => result.current.submit.run({}));
  expect(result.current.submit.error).toBe("Not so.");
});

test("sentences of the API are said in the person's language", async () => {
  await changeLanguage("pt-BR");
  const result = submitThat(() =>
    Promise.reject(problem({ errors: { name: ["Another department has this name."] } })),
  );
  await act(() => result.current.submit.run({}));
  expect(result.current.form.errors.name).toBe("Já existe um departamento com este nome.");
});

test("a plan limit is left to its dialog", async () => {
  const limit = new ApiProblem({
    type: "/problems/plan-limit",
    title: "-",
    status: 409,
    limit: "departments",
  });
  const result = submitThat(() => Promise.reject(limit));
  await act(() => result.current.submit.run({}));
  expect(result.current.submit).toMatchObject({ error: null, thrown: limit, busy: false });
});

test("the answer is handed on and clears what went wrong before", async () => {
  let fail = true;
  const result = submitThat(() =>
    fail ? Promise.reject(problem({ detail: "No." })) : Promise.resolve("made"),
  );
  await act(() => result.current.submit.run({}));
  expect(result.current.submit.error).toBe("No.");
  fail = false;
  await act(async () => expect(await result.current.submit.run({})).toBe("made"));
  expect(result.current.submit.error).toBeNull();
});
