import { readableOn } from "@/shared/colors";
import en from "@/shared/i18n/en/recorder.json";
import pt from "@/shared/i18n/pt-BR/recorder.json";

/** What the company and the call look like; `logo` is a data URL. */
export interface LookOptions {
  name: string;
  logo: string | null;
  primary: string;
  protocol: string;
  language: string;
  timeZone: string;
}

export interface Look {
  name: string;
  logo: HTMLImageElement | null;
  primary: string;
  onPrimary: string;
  protocol: string;
  texts: typeof en;
  clock: Intl.DateTimeFormat;
}

export async function readLook(options: LookOptions): Promise<Look> {
  await document.fonts.load('600 20px "Inter Variable"').catch(() => undefined);
  return {
    name: options.name,
    logo: options.logo ? await loaded(options.logo) : null,
    primary: options.primary,
    onPrimary: readableOn(options.primary),
    protocol: options.protocol,
    texts: options.language === "pt-BR" ? pt : en,
    clock: new Intl.DateTimeFormat(options.language, {
      dateStyle: "short",
      timeStyle: "medium",
      timeZone: options.timeZone,
    }),
  };
}

/** A logo that cannot be read is no reason not to record: the name stands in its place. */
async function loaded(address: string): Promise<HTMLImageElement | null> {
  const image = new Image();
  image.src = address;
  try {
    await image.decode();
    return image;
  } catch {
    return null;
  }
}
