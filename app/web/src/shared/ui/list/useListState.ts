import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";

export interface ListState {
  q: string;
  /** A field name; a minus before it means descending. */
  sort: string | undefined;
  filters: Record<string, string>;
  filtered: boolean;
  set: (changes: Record<string, string | undefined>) => void;
  clear: () => void;
}

/** Search, sort and filters of a list. They live in the address, so that a view can be shared and kept. */
export function useListState(filterNames: readonly string[]): ListState {
  const search = useSearch({ strict: false }) as Record<string, string | undefined>;
  const navigate = useNavigate();
  const set = useCallback(
    (changes: Record<string, string | undefined>) =>
      void navigate({ to: ".", search: (old: object) => ({ ...old, ...changes }), replace: true }),
    [navigate],
  );
  return useMemo(() => {
    const chosen = filterNames.filter((name) => search[name]).map((name) => [name, search[name] as string]);
    const empty = Object.fromEntries(["q", ...filterNames].map((name) => [name, undefined]));
    return {
      q: search.q ?? "",
      sort: search.sort,
      filters: Object.fromEntries(chosen),
      filtered: Boolean(search.q) || chosen.length > 0,
      set,
      clear: () => set(empty),
    };
  }, [search, filterNames, set]);
}
