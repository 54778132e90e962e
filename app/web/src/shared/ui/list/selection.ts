import { useState } from "react";

export interface Selection {
  ids: string[];
  size: number;
  has: (id: string) => boolean;
  all: (ids: string[]) => boolean;
  toggle: (id: string) => void;
  toggleAll: (ids: string[]) => void;
  clear: () => void;
}

/** Which rows are ticked. */
export function useSelection(): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const all = (ids: string[]) => ids.length > 0 && ids.every((id) => chosen.has(id));
  return {
    ids: [...chosen],
    size: chosen.size,
    has: (id) => chosen.has(id),
    all,
    toggle: (id) => setChosen(toggled(chosen, id)),
    toggleAll: (ids) => setChosen(all(ids) ? new Set() : new Set(ids)),
    clear: () => setChosen(new Set()),
  };
}

function toggled(chosen: ReadonlySet<string>, id: string): Set<string> {
  const next = new Set(chosen);
  if (!next.delete(id)) next.add(id);
  return next;
}
