/** How far the wall clock of `timeZone` is ahead of UTC at `at`, in milliseconds. */
function aheadOfUtc(at: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find((found) => found.type === type)?.value);
  const wall = Date.UTC(
    part("year"),
    part("month") - 1,
    part("day"),
    part("hour"),
    part("minute"),
    part("second"),
  );
  return wall - Math.floor(at.getTime() / 1000) * 1000;
}

/** The moment at which the day "YYYY-MM-DD", moved by `shift` days, begins in `timeZone`. */
export function startOfDay(day: string, timeZone: string, shift = 0): Date {
  return momentOf(Date.parse(`${day}T00:00:00Z`) + shift * 86_400_000, timeZone);
}

/** The moment at which the clocks of `timeZone` show "YYYY-MM-DD HH:mm:ss". */
export function atWallClock(shown: string, timeZone: string): Date {
  return momentOf(Date.parse(`${shown.replace(" ", "T")}Z`), timeZone);
}

function momentOf(wall: number, timeZone: string): Date {
  const guess = wall - aheadOfUtc(new Date(wall), timeZone);
  // The first guess may lie on the other side of a change of the clocks.
  return new Date(wall - aheadOfUtc(new Date(guess), timeZone));
}
