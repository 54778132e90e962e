import type { Presence, TransferTarget } from "../types";

export interface Target {
  readonly kind: "department" | "person";
  readonly id: number;
  readonly name: string;
}

export interface DepartmentChoice extends Target {
  readonly kind: "department";
  readonly online: number;
}

export interface PersonChoice extends Target {
  readonly kind: "person";
  readonly state: Presence["state"];
  readonly departments: readonly string[];
}

const matches = (name: string, search: string) =>
  name.toLocaleLowerCase().includes(search.trim().toLocaleLowerCase());

export function departmentChoices(targets: readonly TransferTarget[], search: string): DepartmentChoice[] {
  return targets
    .filter(({ name }) => matches(name, search))
    .map(({ id, name, attendants }) => ({
      kind: "department",
      id,
      name,
      online: attendants.filter(({ state }) => state === "online").length,
    }));
}

/** Every colleague once, those who are free first. */
export function personChoices(
  targets: readonly TransferTarget[],
  search: string,
  me: number,
): PersonChoice[] {
  const people = new Map<number, PersonChoice>();
  for (const { name: department, attendants } of targets) {
    for (const { person_id: id, name, state } of attendants) {
      if (id === me || !matches(name, search)) continue;
      const departments = [...(people.get(id)?.departments ?? []), department];
      people.set(id, { kind: "person", id, name, state, departments });
    }
  }
  const free = ({ state }: PersonChoice) => (state === "online" ? 0 : 1);
  return [...people.values()].sort(
    (one, other) => free(one) - free(other) || one.name.localeCompare(other.name),
  );
}
