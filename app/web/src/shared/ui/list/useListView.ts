import { useRemembered } from "../../useRemembered";
import type { Column, Density } from "./types";

export interface ListView {
  density: Density;
  setDensity: (density: Density) => void;
  choices: { id: string; header: string; shown: boolean }[];
  toggleColumn: (id: string) => void;
}

/** Row height and columns of one list, remembered by this browser. The first column always stays. */
export function useListView<T>(list: string, columns: Column<T>[]): ListView & { visible: Column<T>[] } {
  const [density, setDensity] = useRemembered<Density>("list.density", "comfortable");
  const [chosen, setChosen] = useRemembered<Record<string, boolean>>(`list.columns.${list}`, {});
  const isShown = (column: Column<T>) => chosen[column.id] ?? !column.optional;
  const [first, ...rest] = columns;
  return {
    density,
    setDensity,
    visible: [...(first ? [first] : []), ...rest.filter(isShown)],
    choices: rest.map((column) => ({ id: column.id, header: column.header, shown: isShown(column) })),
    toggleColumn: (id) => {
      const column = rest.find((candidate) => candidate.id === id);
      if (column) setChosen({ ...chosen, [id]: !isShown(column) });
    },
  };
}
