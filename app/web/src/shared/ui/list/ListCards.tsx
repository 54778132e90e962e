import { Checkbox } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { RowsProps } from "./ListTable";
import classes from "./list.module.css";

function Card<T>({ row, ...props }: RowsProps<T> & { row: T }) {
  const { t } = useTranslation();
  const { columns, rowId, rowName, openRow, selection } = props;
  const [first, ...rest] = columns;
  const id = rowId(row);
  return (
    <li className={classes.card}>
      <div className={classes.cardHead}>
        {selection && (
          <Checkbox
            aria-label={t("list.select", { name: rowName(row) })}
            checked={selection.has(id)}
            onChange={() => selection.toggle(id)}
          />
        )}
        {openRow ? (
          <button type="button" className={classes.opener} onClick={() => openRow(row)}>
            {first?.cell(row)}
          </button>
        ) : (
          <div>{first?.cell(row)}</div>
        )}
      </div>
      <dl className={classes.facts}>
        {rest.map((column) => (
          <div key={column.id}>
            <dt>{column.header}</dt>
            <dd>{column.cell(row)}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}

/** The rows on a phone: one card each, every column with its name. */
export function ListCards<T>(props: RowsProps<T>) {
  return (
    <ul aria-label={props.label} className={classes.cards}>
      {props.rows.map((row) => (
        <Card key={props.rowId(row)} row={row} {...props} />
      ))}
    </ul>
  );
}
