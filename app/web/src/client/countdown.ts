/** `1:02:03`, or `2 d 01:02:03`. */
export function leftText(milliseconds: number, dayMark = "d"): string {
  const total = Math.max(0, Math.ceil(milliseconds / 1000));
  const [days, hours, minutes, seconds] = [
    Math.floor(total / 86_400),
    Math.floor(total / 3600) % 24,
    Math.floor(total / 60) % 60,
    total % 60,
  ].map(String) as [string, string, string, string];
  const clock = `${hours.padStart(2, "0")}:${minutes.padStart(2, "0")}:${seconds.padStart(2, "0")}`;
  return days === "0" ? clock : `${days} ${dayMark} ${clock}`;
}

/** Writes the time that is left every second and calls `done` at the end; times become local ones. */
export function startCountdown(clock: HTMLElement, done: () => void): void {
  // A phone whose clock is wrong must not open the door too early, over and over.
  const skew = Date.now() - Date.parse(clock.dataset.now ?? "");
  const until = Date.parse(clock.dataset.until ?? "") + skew;
  const tick = () => {
    const left = until - Date.now();
    clock.textContent = leftText(left);
    if (left > 0) return;
    clearInterval(timer);
    done();
  };
  for (const part of document.querySelectorAll<HTMLElement>(".left")) part.hidden = false;
  localise();
  const timer = setInterval(tick, 1000);
  tick();
}

function localise(): void {
  const format = new Intl.DateTimeFormat(document.documentElement.lang || undefined, {
    dateStyle: "long",
    timeStyle: "short",
  });
  for (const time of document.querySelectorAll<HTMLTimeElement>("time[data-local]")) {
    time.textContent = format.format(new Date(time.dateTime));
  }
  for (const zone of document.querySelectorAll<HTMLElement>("[data-zone]")) {
    zone.textContent = zone.dataset.here ?? "";
  }
}
