/** Spreadsheets run what begins like this; a quote in front makes it plain text again. */
const FORMULA = /^[=+\-@\t\r]/;

function field(value: string): string {
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows as CSV text (RFC 4180) that spreadsheets open as text and never as formulas. */
export function toCsv(head: string[], rows: string[][]): string {
  return [head, ...rows].map((row) => `${row.map(field).join(",")}\r\n`).join("");
}

/** Hands `text` to the person as a file. A mark at its start tells spreadsheets that it is UTF-8. */
export function download(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([type === "text/csv" ? "\ufeff" : "", text], { type }));
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1_000);
}
