import { describe, expect, it } from "vitest";
import { browserOf, inAppBrowserOf } from "./browser";

const ANDROID = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko)";
const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";
const CHROME = `${ANDROID} Chrome/126.0.0.0 Mobile Safari/537.36`;
const SAFARI = `${IPHONE} Version/17.5 Mobile/15E148 Safari/604.1`;

describe("inAppBrowserOf", () => {
  it.each([
    [`${IPHONE} Mobile/15E148 Instagram 334.0.0.29.94`, "instagram"],
    [`${IPHONE} Mobile/15E148 [FBAN/FBIOS;FBAV/466.0.0.40.109]`, "facebook"],
    [`${ANDROID} Version/4.0 Chrome/126.0.0.0 Mobile Safari/537.36 WhatsApp/2.24`, "whatsapp"],
    [`${ANDROID} Version/4.0 Chrome/126.0.0.0 Mobile Safari/537.36 trill_330 BytedanceWebview`, "tiktok"],
    ["Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 Version/4.0 Chrome/126", "other"],
    [CHROME, null],
    [SAFARI, null],
  ])("%s is %s", (agent, app) => {
    expect(inAppBrowserOf(agent)).toBe(app);
  });
});

describe("browserOf", () => {
  it.each([
    [CHROME, "chrome"],
    [SAFARI, "ios"],
    [`${CHROME} EdgA/126.0`, "edge"],
    [`${ANDROID} SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36`, "samsung"],
    ["Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0", "firefox"],
    [
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/17.5 Safari/605.1.15",
      "safari",
    ],
  ])("%s is %s", (agent, browser) => {
    expect(browserOf(agent)).toBe(browser);
  });
});
