import { Skeleton, Table } from "@mantine/core";
import { useTranslation } from "react-i18next";
import classes from "./list.module.css";
import type { Column, Density } from "./types";

const ROWS = ["a", "b", "c", "d", "e", "f", "g", "h"];
const WIDTHS = ["70%", "45%", "60%", "35%", "50%"];

interface ListSkeletonProps<T> {
  columns: Column<T>[];
  density: Density;
  phone: boolean;
}

function CardBones() {
  return ROWS.slice(0, 4).map((row) => (
    <div key={row} className={classes.card}>
      <Skeleton h={16} w="60%" mb={12} />
      <Skeleton h={12} w="90%" mb={8} />
      <Skeleton h={12} w="75%" />
    </div>
  ));
}

/** The shape of the list that is on its way. */
export function ListSkeleton<T>({ columns, density, phone }: ListSkeletonProps<T>) {
  const { t } = useTranslation();
  if (phone) {
    return (
      <div className={classes.cards} role="status" aria-label={t("loading")}>
        <CardBones />
      </div>
    );
  }
  return (
    <div role="status" aria-label={t("loading")}>
      <Table
        className={classes.table}
        verticalSpacing={density === "compact" ? 4 : 10}
        horizontalSpacing="md"
        aria-hidden
      >
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column.id}>{column.header}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {ROWS.map((row) => (
            <Table.Tr key={row}>
              {columns.map((column, index) => (
                <Table.Td key={column.id}>
                  <Skeleton h={20} w={WIDTHS[index % WIDTHS.length]} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
