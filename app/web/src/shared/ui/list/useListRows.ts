import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { fetchPage, type ItemOf, type ListPath } from "../../api/list";
import type { ListState } from "./useListState";

const PAGE = 50;

/** Turns what the address says into what the API filters by, where the two differ. */
export type ToQuery = (filters: Record<string, string>) => Record<string, string>;

/** The key under which every view of a list is cached; invalidate `[path]` to refresh them all. */
export function listKey(path: ListPath, state?: ListState): unknown[] {
  return state ? [path, "list", state.q, state.sort ?? "", state.filters] : [path, "list"];
}

/** The rows of one view, page after page by cursor. */
export function useListRows<P extends ListPath>(
  path: P,
  state: ListState,
  toQuery: ToQuery = (filters) => filters,
) {
  const query = useInfiniteQuery({
    queryKey: listKey(path, state),
    queryFn: ({ pageParam }) =>
      fetchPage(path, {
        ...toQuery(state.filters),
        q: state.q || undefined,
        sort: state.sort,
        limit: PAGE,
        cursor: pageParam,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  const rows: ItemOf<P>[] = query.data?.pages.flatMap((page) => page.items) ?? [];
  return { ...query, rows };
}
