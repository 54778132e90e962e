import {
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  type MantineThemeOverride,
} from "@mantine/core";
import i18next from "i18next";
import { asTextOn, contrast, mix, readableOn } from "./colors";

export type Surface = "panel" | "client" | "staff";

const INK = "#1c2025";
const FALLBACK = {
  primary: "#2554c7",
  secondary: "#475569",
  accent: "#c2410c",
  background: "#ffffff",
  text: INK,
  sidebar: "#ffffff",
};
type Palette = typeof FALLBACK;
const STAFF: Palette = { ...FALLBACK, primary: "#7a2e8e", sidebar: "#2b1533" };
const DARK_BODY = "#1a1c20";
const DARK_SIDEBAR = "#14161a";

const grays: MantineColorsTuple = [
  "#f7f8f9",
  "#eff1f3",
  "#e2e5e9",
  "#d0d5db",
  "#b3bac3",
  "#8b94a0",
  "#646d79",
  "#4b535e",
  "#333941",
  "#1c2025",
];

const darks: MantineColorsTuple = [
  "#d5d9de",
  "#b9bfc7",
  "#9aa2ad",
  "#6b737e",
  "#474d56",
  "#363b42",
  "#272b31",
  DARK_BODY,
  "#14161a",
  "#0e1013",
];

function brandVariable(name: keyof Palette): string {
  const value = getComputedStyle(document.documentElement).getPropertyValue(`--brand-${name}`).trim();
  return /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.test(value) ? value : FALLBACK[name];
}

/** Ten shades with the brand's own colour, unchanged, at index 6. */
export function shades(color: string): MantineColorsTuple {
  const light = [0.93, 0.85, 0.72, 0.52, 0.34, 0.16].map((share) => mix(color, "#ffffff", share));
  const dark = [0.12, 0.24, 0.38].map((share) => mix(color, "#000000", share));
  return [...light, color, ...dark] as unknown as MantineColorsTuple;
}

function palette(surface: Surface): Palette {
  if (surface === "staff") return STAFF;
  const names = Object.keys(FALLBACK) as (keyof Palette)[];
  return Object.fromEntries(names.map((name) => [name, brandVariable(name)])) as Palette;
}

/** Whether the brand's paper is dark, so that the client's pages need light letters. */
export function hasDarkPaper(): boolean {
  return readableOn(brandVariable("background")) === "#ffffff";
}

const PANEL_SIZES = { xs: "13px", sm: "14px", md: "14px", lg: "16px", xl: "20px" };
const CLIENT_SIZES = { xs: "13px", sm: "14px", md: "16px", lg: "18px", xl: "22px" };

/** The theme of one app: brand colours from the page's CSS variables, 4-pixel grid, one radius, one shadow. */
export function buildTheme(surface: Surface): MantineThemeOverride {
  const colors = palette(surface);
  const shadow = "0 1px 2px rgb(0 0 0 / 6%), 0 6px 20px rgb(0 0 0 / 10%)";
  const sizes = surface === "client" ? CLIENT_SIZES : PANEL_SIZES;
  return createTheme({
    primaryColor: "brand",
    primaryShade: 6,
    autoContrast: true,
    // The luminance at which black and white text read equally well.
    luminanceThreshold: 0.179,
    black: INK,
    colors: {
      brand: shades(colors.primary),
      secondary: shades(colors.secondary),
      accent: shades(colors.accent),
      red: shades("#c01f2e"),
      green: shades("#1d7f43"),
      gray: grays,
      dark: darks,
    },
    fontFamily: "var(--font-face, system-ui), system-ui, -apple-system, 'Segoe UI', sans-serif",
    fontSizes: sizes,
    headings: {
      fontWeight: "600",
      sizes: { h1: { fontSize: sizes.xl }, h2: { fontSize: sizes.lg }, h3: { fontSize: sizes.md } },
    },
    spacing: { xs: "4px", sm: "8px", md: "16px", lg: "24px", xl: "32px" },
    radius: { xs: "8px", sm: "8px", md: "8px", lg: "8px", xl: "8px" },
    shadows: { xs: shadow, sm: shadow, md: shadow, lg: shadow, xl: shadow },
    defaultRadius: "md",
    cursorType: "pointer",
    respectReducedMotion: true,
    components: componentDefaults(surface),
    other: { ...colors, surface },
  });
}

function componentDefaults(surface: Surface): MantineThemeOverride["components"] {
  const size = surface === "client" ? "lg" : "sm";
  // A dialog's title bar is no banner of the page.
  const dialog = {
    attributes: { header: { role: "presentation" } },
    closeButtonProps: { "aria-label": i18next.t("close") },
  };
  const field = { defaultProps: { size } };
  return {
    Button: { defaultProps: { size: surface === "client" ? "lg" : "sm" } },
    TextInput: field,
    PasswordInput: field,
    NumberInput: field,
    Textarea: field,
    Select: { defaultProps: { size, allowDeselect: false, checkIconPosition: "right" } },
    MultiSelect: field,
    // The colour of a state is too pale for text on its own tint.
    Alert: { styles: { title: { color: "var(--mantine-color-text)" } } },
    Tooltip: {
      defaultProps: { openDelay: 300, withArrow: true, events: { hover: true, focus: true, touch: false } },
    },
    Modal: { defaultProps: { centered: true, transitionProps: { duration: 150 }, ...dialog } },
    Drawer: { defaultProps: { transitionProps: { duration: 150 }, ...dialog } },
    Menu: {
      defaultProps: {
        withInitialFocusPlaceholder: false,
        withinPortal: false,
        transitionProps: { duration: 100 },
        shadow: "md",
      },
    },
    ActionIcon: { defaultProps: { variant: "subtle", color: "gray" } },
    Anchor: { defaultProps: { underline: "hover" } },
  };
}

function sidebarColors(sidebar: string): Record<string, string> {
  const text = readableOn(sidebar);
  return {
    "--sidebar-background": sidebar,
    "--sidebar-text": text,
    "--sidebar-muted": asTextOn(sidebar, mix(text, sidebar, 0.4)),
    "--sidebar-line": mix(sidebar, text, 0.12),
  };
}

/**
 * Page, cards and letters in the brand's own colours. The product's white paper keeps the product's
 * greys. In the panel, where people work all day, a dark paper is only a tint.
 */
function paper(background: string, text: string, client: boolean): Record<string, string> {
  if (/^#f{3}(f{3})?$/i.test(background) && text.toLowerCase() === INK) return {};
  const dark = readableOn(background) === "#ffffff";
  const page = dark && !client ? mix(background, "#ffffff", 0.93) : background;
  const letters = contrast(text, page) >= 4.5 ? text : readableOn(page);
  return {
    "--mantine-color-body": dark ? page : mix(page, "#ffffff", 0.5),
    "--mantine-color-text": letters,
    "--mantine-color-dimmed": asTextOn(page, mix(letters, page, 0.35)),
    "--surface": dark && client ? mix(page, "#ffffff", 0.08) : mix(page, "#ffffff", 0.7),
    "--surface-sunken": page,
    "--line": mix(page, letters, 0.14),
  };
}

/** Colours that follow from the brand: readable text in both schemes, sidebar, meaning of states. */
export const cssVariables: CSSVariablesResolver = (theme) => {
  const { primary, sidebar, background, text, surface } = theme.other as Palette & { surface: Surface };
  const client = surface === "client";
  const onLight = asTextOn("#eff1f3", primary);
  const onDark = asTextOn("#272b31", primary);
  // The tint that a light button has under the pointer.
  const onTint = asTextOn(shades(primary)[2] as string, primary);
  return {
    variables: {
      "--brand-primary-contrast": readableOn(primary),
    },
    light: {
      ...sidebarColors(sidebar),
      "--mantine-color-dimmed": "#5b6470",
      "--mantine-color-placeholder": "#656e7a",
      "--mantine-color-error": "#c01f2e",
      "--mantine-color-anchor": onLight,
      "--mantine-color-brand-text": onLight,
      "--mantine-color-brand-light-color": onTint,
      "--mantine-color-brand-outline": onLight,
      "--surface": "#ffffff",
      "--surface-sunken": "#f7f8f9",
      "--line": "#e2e5e9",
      "--state-green": "#17723a",
      "--state-amber": "#8f5200",
      "--state-red": "#b3202c",
      "--state-blue": "#1f5fae",
      "--state-gray": "#5b6470",
      ...paper(background, text, client),
    },
    dark: {
      // A pale sidebar would glare beside a dark page; a dark one is kept.
      ...sidebarColors(readableOn(sidebar) === "#ffffff" ? sidebar : DARK_SIDEBAR),
      "--mantine-color-dimmed": "#a3abb6",
      "--mantine-color-placeholder": "#9aa2ad",
      "--mantine-color-error": "#ff8f97",
      "--mantine-color-anchor": onDark,
      "--mantine-color-brand-text": onDark,
      "--mantine-color-brand-light-color": onDark,
      "--mantine-color-brand-outline": onDark,
      "--surface": "#202328",
      "--surface-sunken": DARK_BODY,
      "--line": "#363b42",
      "--state-green": "#6fd495",
      "--state-amber": "#f0b45c",
      "--state-red": "#ff8f97",
      "--state-blue": "#84b8f7",
      "--state-gray": "#a3abb6",
      // Only a client's page is dark because its paper is.
      ...(client ? paper(background, text, client) : {}),
    },
  };
};
