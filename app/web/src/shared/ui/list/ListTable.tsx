import { Checkbox, Table, UnstyledButton } from "@mantine/core";
import { IconArrowDown, IconArrowsSort, IconArrowUp } from "@tabler/icons-react";
import { type MouseEvent, memo } from "react";
import { useTranslation } from "react-i18next";
import classes from "./list.module.css";
import type { Selection } from "./selection";
import type { Column, Density } from "./types";

export interface RowsProps<T> {
  label: string;
  columns: Column<T>[];
  rows: T[];
  rowId: (row: T) => string;
  rowName: (row: T) => string;
  openRow?: (row: T) => void;
  openedId?: string;
  selection?: Selection;
}

interface ListTableProps<T> extends RowsProps<T> {
  density: Density;
  sort: string | undefined;
  onSort: (sort: string | undefined) => void;
}

function nextSort(field: string, sort: string | undefined): string | undefined {
  if (sort === field) return `-${field}`;
  return sort === `-${field}` ? undefined : field;
}

function direction(field: string, sort: string | undefined): "ascending" | "descending" | "none" {
  if (sort === field) return "ascending";
  return sort === `-${field}` ? "descending" : "none";
}

const SORT_ICON = { ascending: IconArrowUp, descending: IconArrowDown, none: IconArrowsSort };

interface HeadCellProps<T> {
  column: Column<T>;
  sort: string | undefined;
  onSort: (sort: string | undefined) => void;
}

function HeadCell<T>({ column, sort, onSort }: HeadCellProps<T>) {
  const field = column.sort;
  if (!field)
    return <Table.Th style={{ textAlign: column.align, width: column.width }}>{column.header}</Table.Th>;
  const order = direction(field, sort);
  const IconOf = SORT_ICON[order];
  return (
    <Table.Th aria-sort={order} style={{ textAlign: column.align, width: column.width }}>
      <UnstyledButton
        className={classes.sort}
        data-order={order}
        onClick={() => onSort(nextSort(field, sort))}
      >
        {column.header}
        <IconOf size={14} aria-hidden />
      </UnstyledButton>
    </Table.Th>
  );
}

/** A click in the row opens it, unless it was meant for something inside or for selecting text. */
function meansRow(event: MouseEvent<HTMLElement>): boolean {
  const inside = (event.target as HTMLElement).closest("a, button, input, label, [role=menuitem]");
  return !inside && !window.getSelection()?.toString();
}

function SelectBox({ id, label, selection }: { id: string; label: string; selection: Selection }) {
  return (
    <Table.Td className={classes.select}>
      <Checkbox
        size="xs"
        aria-label={label}
        checked={selection.has(id)}
        onChange={() => selection.toggle(id)}
      />
    </Table.Td>
  );
}

interface RowProps<T> extends Pick<RowsProps<T>, "columns" | "openRow" | "selection"> {
  row: T;
  id: string;
  name: string;
  opened: boolean;
}

function PlainRow<T>({ row, id, name, opened, columns, openRow, selection }: RowProps<T>) {
  const { t } = useTranslation();
  return (
    <Table.Tr
      data-open={opened || undefined}
      className={openRow && classes.clickable}
      onClick={openRow && ((event) => meansRow(event) && openRow(row))}
    >
      {selection && <SelectBox id={id} label={t("list.select", { name })} selection={selection} />}
      {columns.map((column, index) => (
        <Table.Td key={column.id} style={{ textAlign: column.align }}>
          {index === 0 && openRow ? (
            <button type="button" className={classes.opener} onClick={() => openRow(row)}>
              {column.cell(row)}
            </button>
          ) : (
            column.cell(row)
          )}
        </Table.Td>
      ))}
    </Table.Tr>
  );
}

// A thousand rows stand still while more are fetched.
const Row = memo(PlainRow) as typeof PlainRow;

/** The rows as a table with a head that stays in sight. */
export function ListTable<T>({ density, sort, onSort, ...props }: ListTableProps<T>) {
  const { t } = useTranslation();
  const { label, columns, rows, rowId, rowName, openRow, openedId, selection } = props;
  return (
    <Table
      aria-label={label}
      highlightOnHover
      className={classes.table}
      verticalSpacing={density === "compact" ? 4 : 10}
      horizontalSpacing="md"
    >
      <Table.Thead>
        <Table.Tr>
          {selection && (
            <Table.Th className={classes.select}>
              <Checkbox
                size="xs"
                aria-label={t("list.selectAll")}
                checked={selection.all(rows.map(rowId))}
                indeterminate={selection.size > 0 && !selection.all(rows.map(rowId))}
                onChange={() => selection.toggleAll(rows.map(rowId))}
              />
            </Table.Th>
          )}
          {columns.map((column) => (
            <HeadCell key={column.id} {...{ column, sort, onSort }} />
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Row
            key={rowId(row)}
            id={rowId(row)}
            name={rowName(row)}
            opened={rowId(row) === openedId}
            {...{ row, columns, openRow, selection }}
          />
        ))}
      </Table.Tbody>
    </Table>
  );
}
