import { startOfDay } from "../../shared/days";

type Filters = Record<string, string>;

/** The period's days, whole in the company's zone, as the moments that the API filters by. */
export function callQuery({ from, to, ...rest }: Filters, timeZone: string): Filters {
  return {
    ...rest,
    ...(from && { since: startOfDay(from, timeZone).toISOString() }),
    ...(to && { until: startOfDay(to, timeZone, 1).toISOString() }),
  };
}
