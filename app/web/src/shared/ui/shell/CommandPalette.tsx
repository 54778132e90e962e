import { useDebouncedValue } from "@mantine/hooks";
import { Spotlight, type SpotlightActionGroupData } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { NavEntry, NavGroup } from "./navigation";

/** Finds records, such as calls by protocol. `key` names it in the cache. */
export interface RecordSearch {
  key: string;
  find: (query: string) => Promise<NavGroup[]>;
}

const SHORTEST_QUERY = 3;

function useRecords(search: RecordSearch | undefined, query: string): NavGroup[] {
  const [settled] = useDebouncedValue(query.trim(), 250);
  const { data } = useQuery({
    queryKey: ["palette", search?.key, settled],
    queryFn: () => search?.find(settled) ?? [],
    enabled: search !== undefined && settled.length >= SHORTEST_QUERY,
  });
  return data ?? [];
}

interface CommandPaletteProps {
  groups: NavGroup[];
  search?: RecordSearch;
}

/** Ctrl-K: jumps to a page or record by name. */
export function CommandPalette({ groups, search }: CommandPaletteProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [query, setQuery] = useState("");
  const records = useRecords(search, query);
  const action = (entry: NavEntry) => ({
    id: entry.to,
    label: entry.label,
    description: entry.detail,
    // The server has already matched records by more than their label.
    keywords: entry.detail === undefined ? undefined : [query],
    leftSection: <entry.icon size={20} stroke={1.6} />,
    onClick: () => void navigate({ to: entry.to }),
  });
  const actions: SpotlightActionGroupData[] = [...groups, ...records].map((group) => ({
    group: group.label,
    actions: group.entries.map(action),
  }));
  return (
    <Spotlight
      actions={actions}
      query={query}
      onQueryChange={setQuery}
      shortcut={["mod + K"]}
      highlightQuery
      scrollable
      maxHeight="60vh"
      attributes={{ content: { "aria-label": t("palette.open") } }}
      nothingFound={t("palette.nothing", { query })}
      searchProps={{
        leftSection: <IconSearch size={18} />,
        placeholder: t(search ? "palette.pagesAndCalls" : "palette.pages"),
        "aria-label": t("palette.open"),
      }}
    />
  );
}
