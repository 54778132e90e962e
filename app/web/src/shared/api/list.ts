import { api } from "./client";
import type { paths } from "./schema.gen";
import type { Page } from "./types";

type ListAnswer<T> = { get: { responses: { 200: { content: { "application/json": { items: T[] } } } } } };

/** The paths of the API that answer a page of items. */
export type ListPath = {
  [P in keyof paths]: paths[P] extends ListAnswer<unknown> ? P : never;
}[keyof paths];

export type ItemOf<P extends ListPath> = paths[P] extends ListAnswer<infer T> ? T : never;

/** `limit`, `cursor`, `sort`, `q` and the filters by field name. */
export type ListQuery = Record<string, string | number | undefined>;

/** One page of a list. Filters come from the address, so they are checked by the server, not by types. */
export async function fetchPage<P extends ListPath>(
  path: P,
  query: ListQuery = {},
): Promise<Page<ItemOf<P>>> {
  const get = api.GET as unknown as (path: string, init: object) => Promise<{ data: Page<ItemOf<P>> }>;
  return (await get(path, { params: { query } })).data;
}

/** Every item of a list that is short by nature, such as departments. */
export async function fetchAll<P extends ListPath>(path: P, query: ListQuery = {}): Promise<ItemOf<P>[]> {
  const items: ItemOf<P>[] = [];
  let cursor: string | undefined;
  do {
    const page = await fetchPage(path, { ...query, limit: 100, cursor });
    items.push(...page.items);
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  return items;
}
