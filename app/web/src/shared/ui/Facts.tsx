import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import classes from "./Facts.module.css";

const isEmpty = (value: ReactNode) =>
  value === undefined || value === null || value === "" || value === false;

/** Names and values of one record, as a side panel shows them; what is not known is a dash. */
export function Facts({ items }: { items: [name: string, value: ReactNode][] }) {
  const { t } = useTranslation("shared");
  return (
    <dl className={classes.facts}>
      {items.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{isEmpty(value) ? t("dash") : value}</dd>
        </div>
      ))}
    </dl>
  );
}
