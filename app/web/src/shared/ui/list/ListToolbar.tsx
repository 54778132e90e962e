import {
  ActionIcon,
  Button,
  CloseButton,
  Group,
  Indicator,
  Menu,
  Stack,
  TextInput,
  Tooltip,
} from "@mantine/core";
import { useDebouncedCallback, useDisclosure } from "@mantine/hooks";
import { IconAdjustmentsHorizontal, IconFilter, IconSearch } from "@tabler/icons-react";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./list.module.css";
import type { ListState } from "./useListState";
import type { ListView } from "./useListView";

interface SearchFieldProps {
  label: string;
  state: ListState;
}

function SearchField({ label, state }: SearchFieldProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(state.q);
  const search = useDebouncedCallback((q: string) => state.set({ q: q.trim() || undefined }), 300);
  useEffect(() => setText(state.q), [state.q]);
  const type = (value: string) => {
    setText(value);
    search(value);
  };
  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={label}
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
      leftSection={<IconSearch size={16} />}
      rightSection={text ? <CloseButton size="sm" aria-label={t("clear")} onClick={() => type("")} /> : null}
      className={classes.search}
    />
  );
}

function ViewMenu({ view, phone }: { view: ListView; phone: boolean }) {
  const { t } = useTranslation();
  return (
    <Menu closeOnItemClick={false} position="bottom-end">
      <Menu.Target>
        <Tooltip label={t("list.view")}>
          <ActionIcon variant="default" size={36} aria-label={t("list.view")}>
            <IconAdjustmentsHorizontal size={18} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("list.columns")}</Menu.Label>
        {view.choices.map(({ id, header, shown }) => (
          <Menu.CheckboxItem key={id} checked={shown} onChange={() => view.toggleColumn(id)}>
            {header}
          </Menu.CheckboxItem>
        ))}
        {!phone && (
          <Menu.RadioGroup
            value={view.density}
            onChange={(density) => view.setDensity(density === "compact" ? "compact" : "comfortable")}
          >
            <Menu.Divider />
            <Menu.Label>{t("list.density")}</Menu.Label>
            <Menu.RadioItem value="comfortable">{t("list.comfortable")}</Menu.RadioItem>
            <Menu.RadioItem value="compact">{t("list.compact")}</Menu.RadioItem>
          </Menu.RadioGroup>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

interface ListToolbarProps {
  searchLabel: string;
  state: ListState;
  view: ListView;
  phone: boolean;
  filters?: ReactNode;
}

function FilterToggle({ opened, count, onToggle }: { opened: boolean; count: number; onToggle: () => void }) {
  const { t } = useTranslation();
  return (
    <Indicator label={count} size={18} disabled={count === 0}>
      <ActionIcon
        variant="default"
        size={36}
        aria-label={t("list.filters")}
        aria-expanded={opened}
        onClick={onToggle}
      >
        <IconFilter size={18} />
      </ActionIcon>
    </Indicator>
  );
}

/** On a phone the filters wait behind one button, so that the rows come first. */
function PhoneToolbar({ searchLabel, state, view, filters }: ListToolbarProps) {
  const { t } = useTranslation();
  const [opened, { toggle }] = useDisclosure(false);
  return (
    <Stack gap="sm" role="search" aria-label={t("list.filters")}>
      <Group gap="sm" wrap="nowrap">
        <SearchField label={searchLabel} state={state} />
        {filters && (
          <FilterToggle opened={opened} count={Object.keys(state.filters).length} onToggle={toggle} />
        )}
        <ViewMenu view={view} phone />
      </Group>
      {opened && <div className={classes.phoneFilters}>{filters}</div>}
      {state.filtered && (
        <Button variant="subtle" color="gray" onClick={state.clear}>
          {t("list.clearFilters")}
        </Button>
      )}
    </Stack>
  );
}

export function ListToolbar(props: ListToolbarProps) {
  const { t } = useTranslation();
  const { searchLabel, state, view, phone, filters } = props;
  if (phone) return <PhoneToolbar {...props} />;
  return (
    <Group gap="sm" role="search" aria-label={t("list.filters")}>
      <SearchField label={searchLabel} state={state} />
      {filters}
      {state.filtered && (
        <Button variant="subtle" color="gray" onClick={state.clear}>
          {t("list.clearFilters")}
        </Button>
      )}
      <div style={{ marginLeft: "auto" }}>
        <ViewMenu view={view} phone={phone} />
      </div>
    </Group>
  );
}
