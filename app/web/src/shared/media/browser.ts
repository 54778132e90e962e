/** Which browser this is, where it matters for what a person must do to allow a camera. */
export type Browser = "chrome" | "edge" | "firefox" | "safari" | "samsung" | "ios" | "other";

/** Apps whose built-in browser often has no camera, or loses the page when the person leaves it. */
export type InAppBrowser = "instagram" | "facebook" | "whatsapp" | "tiktok" | "linkedin" | "line" | "other";

const IN_APP: readonly (readonly [RegExp, InAppBrowser])[] = [
  [/Instagram/i, "instagram"],
  [/FBAN|FBAV|FB_IAB|Messenger/i, "facebook"],
  [/WhatsApp/i, "whatsapp"],
  [/TikTok|musical_ly|BytedanceWebview|trill_/i, "tiktok"],
  [/LinkedInApp/i, "linkedin"],
  [/\bLine\//i, "line"],
  [/Snapchat|Pinterest\/|Twitter(?:Android)?\/|GSA\/|; wv\)/i, "other"],
];

const BROWSERS: readonly (readonly [RegExp, Browser])[] = [
  [/SamsungBrowser/i, "samsung"],
  [/EdgA?\//, "edge"],
  [/Firefox\//, "firefox"],
  [/Chrome\//, "chrome"],
  [/Safari\//, "safari"],
];

export function browserOf(userAgent: string = navigator.userAgent): Browser {
  if (/iPhone|iPad|iPod|CriOS|FxiOS|EdgiOS/.test(userAgent)) return "ios";
  return BROWSERS.find(([pattern]) => pattern.test(userAgent))?.[1] ?? "other";
}

/** The app whose built-in browser shows this page, or null in a browser of its own. */
export function inAppBrowserOf(userAgent: string = navigator.userAgent): InAppBrowser | null {
  return IN_APP.find(([pattern]) => pattern.test(userAgent))?.[1] ?? null;
}
