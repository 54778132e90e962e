import { Spotlight, type SpotlightActionGroupData } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { NavGroup } from "./navigation";

interface CommandPaletteProps {
  groups: NavGroup[];
  /** Records that match the query, such as clients or calls by protocol. */
  found?: (query: string) => SpotlightActionGroupData[];
}

/** Ctrl-K: jumps to a page or record by name. */
export function CommandPalette({ groups, found }: CommandPaletteProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [query, setQuery] = useState("");
  const pages = groups.map((group) => ({
    group: group.label,
    actions: group.entries.map((entry) => ({
      id: entry.to,
      label: entry.label,
      leftSection: <entry.icon size={20} stroke={1.6} />,
      onClick: () => void navigate({ to: entry.to }),
    })),
  }));
  return (
    <Spotlight
      actions={[...pages, ...(found?.(query) ?? [])]}
      query={query}
      onQueryChange={setQuery}
      shortcut={["mod + K"]}
      highlightQuery
      attributes={{ content: { "aria-label": t("palette.open") } }}
      nothingFound={t("palette.nothing", { query })}
      searchProps={{
        leftSection: <IconSearch size={18} />,
        placeholder: t("palette.placeholder"),
        "aria-label": t("palette.open"),
      }}
    />
  );
}
