type Rgb = [number, number, number];

function parse(hex: string): Rgb {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(hex);
  const full = short ? `#${short[1]}${short[1]}${short[2]}${short[2]}${short[3]}${short[3]}` : hex;
  const value = Number.parseInt(full.slice(1, 7), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

function channel(value: number): number {
  const part = value / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}

function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue);
}

/** WCAG contrast ratio (1 to 21) of two `#rgb` or `#rrggbb` colours. */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(parse(one)), luminance(parse(other))];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** Black or white, whichever reads better on `background`. */
export function readableOn(background: string): "#ffffff" | "#000000" {
  return contrast(background, "#ffffff") >= contrast(background, "#000000") ? "#ffffff" : "#000000";
}

/** `share` (0 to 1) of `other` mixed into `color`, in sRGB. */
export function mix(color: string, other: string, share: number): string {
  const target = parse(other);
  const parts = parse(color).map((part, index) =>
    Math.round(part + ((target[index] as number) - part) * share),
  );
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

/** `color`, moved towards black or white only as far as text on `background` needs (4.5:1). */
export function asTextOn(background: string, color: string): string {
  const end = readableOn(background);
  for (let share = 0; share < 1; share += 0.05) {
    const candidate = mix(color, end, share);
    if (contrast(candidate, background) >= 4.5) return candidate;
  }
  return end;
}
