import { Button, Group, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { type Icon, IconFilterOff } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ItemOf, ListPath } from "../../api/list";
import { ErrorState } from "../ErrorState";
import { PageHeader } from "../PageHeader";
import { StateMessage } from "../StateMessage";
import { BulkBar } from "./BulkBar";
import { ListCards } from "./ListCards";
import { ListSkeleton } from "./ListSkeleton";
import { ListTable } from "./ListTable";
import { ListToolbar } from "./ListToolbar";
import classes from "./list.module.css";
import { type Selection, useSelection } from "./selection";
import type { Column } from "./types";
import { type ToQuery, useListRows } from "./useListRows";
import { type ListState, useListState } from "./useListState";
import { useListView } from "./useListView";

export interface ListPageProps<P extends ListPath> {
  path: P;
  title: string;
  description?: string;
  /** What is searched, in the plural and in lower case: "departments". */
  noun: string;
  columns: Column<ItemOf<P>>[];
  rowName: (row: ItemOf<P>) => string;
  /** Names of the filters in the address and in the API. Must be stable. */
  filterNames?: readonly string[];
  filters?: (state: ListState) => ReactNode;
  toQuery?: ToQuery;
  actions?: ReactNode;
  /** Figures about all of the rows, above the search. */
  summary?: ReactNode;
  empty: { icon: Icon; title: string; text: string; action?: ReactNode };
  openRow?: (row: ItemOf<P>) => void;
  openedId?: string;
  bulk?: (selection: Selection) => ReactNode;
  /** The side panel of the opened row. */
  children?: ReactNode;
}

const rowId = (row: unknown) => String((row as { id: number | string }).id);

const NO_FILTERS: readonly string[] = [];

function NothingFound({ state }: { state: ListState }) {
  const { t } = useTranslation();
  return (
    <StateMessage icon={IconFilterOff} title={t("list.nothingFound")} text={t("list.nothingFoundHint")}>
      <Button variant="default" onClick={state.clear}>
        {t("list.clearFilters")}
      </Button>
    </StateMessage>
  );
}

interface ListFootProps {
  count: number;
  more: boolean;
  loading: boolean;
  onMore: () => void;
}

function ListFoot({ count, more, loading, onMore }: ListFootProps) {
  const { t } = useTranslation();
  return (
    <Group className={classes.foot} justify="space-between">
      <Text size="sm" c="dimmed" role="status" data-figures>
        {t("list.shown", { count })}
      </Text>
      {more && (
        <Button variant="default" size="xs" loading={loading} onClick={onMore}>
          {t("list.more")}
        </Button>
      )}
    </Group>
  );
}

/** The pattern of every list: search, filters in the address, sort, cursor paging, columns, panel, bulk bar. */
export function ListPage<P extends ListPath>(props: ListPageProps<P>) {
  const { t } = useTranslation();
  const { path, title, description, noun, actions, filterNames = NO_FILTERS } = props;
  const state = useListState(filterNames);
  const phone = useMediaQuery("(max-width: 48em)", false, { getInitialValueInEffect: false });
  const view = useListView(path, props.columns);
  return (
    <div className={classes.page}>
      <PageHeader title={title} description={description} actions={actions} />
      {props.summary}
      <ListToolbar
        searchLabel={t("list.searchFor", { what: noun })}
        filters={props.filters?.(state)}
        {...{ state, view, phone }}
      />
      <ListBody {...props} {...{ state, view, phone }} />
      {props.children}
    </div>
  );
}

interface ListBodyProps<P extends ListPath> extends ListPageProps<P> {
  state: ListState;
  view: ReturnType<typeof useListView<ItemOf<P>>>;
  phone: boolean;
}

function ListBody<P extends ListPath>({ state, view, phone, ...props }: ListBodyProps<P>) {
  const { t } = useTranslation();
  const list = useListRows(props.path, state, props.toQuery);
  const selection = useSelection();
  if (list.isPending)
    return (
      <Frame>
        <ListSkeleton columns={view.visible} density={view.density} phone={phone} />
      </Frame>
    );
  if (list.isError && list.rows.length === 0) {
    return (
      <Frame>
        <ErrorState title={t("list.loadFailed")} error={list.error} onRetry={() => void list.refetch()} />
      </Frame>
    );
  }
  if (list.rows.length === 0)
    return <Frame>{state.filtered ? <NothingFound state={state} /> : <Empty {...props.empty} />}</Frame>;
  const rows = {
    label: props.title,
    columns: view.visible,
    rows: list.rows,
    rowId,
    rowName: props.rowName,
    openRow: props.openRow,
    openedId: props.openedId,
    selection: props.bulk && selection,
  };
  return (
    <>
      <Frame dim={list.isPlaceholderData}>
        {phone ? (
          <ListCards {...rows} />
        ) : (
          <ListTable
            {...rows}
            density={view.density}
            sort={state.sort}
            onSort={(sort) => state.set({ sort })}
          />
        )}
        <ListFoot
          count={list.rows.length}
          more={list.hasNextPage}
          loading={list.isFetchingNextPage}
          onMore={() => void list.fetchNextPage()}
        />
      </Frame>
      {props.bulk && <BulkBar selection={selection}>{props.bulk(selection)}</BulkBar>}
    </>
  );
}

function Frame({ children, dim = false }: { children: ReactNode; dim?: boolean }) {
  return (
    <div className={classes.frame} data-dim={dim || undefined}>
      {children}
    </div>
  );
}

function Empty({ action, ...message }: ListPageProps<ListPath>["empty"]) {
  return <StateMessage {...message}>{action}</StateMessage>;
}
