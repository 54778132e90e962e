import { useTranslation } from "react-i18next";
import { readableOn } from "../../shared/colors";
import { FACES, type Look } from "../../shared/look";
import { useSession } from "../../shared/session";
import classes from "./branding.module.css";

interface SampleProps {
  look: Look;
  logo: string | null;
}

/** A client's page and a piece of the sidebar, in small, before anything is saved. */
export function Sample({ look, logo }: SampleProps) {
  const { t } = useTranslation("manager");
  const { company } = useSession();
  const name = company?.brand.name ?? "";
  const mark = logo ? <img src={logo} alt="" className={classes.mark} /> : <strong>{name}</strong>;
  const [paper, bar] = [look.background, look.sidebar];
  return (
    <figure
      className={classes.sample}
      aria-label={t("branding.sample")}
      style={{ fontFamily: FACES[look.font] }}
    >
      <div className={classes.bar} style={{ background: bar, color: readableOn(bar) }}>
        {mark}
        <span>{t("pages.departments")}</span>
        <span>{t("pages.attendants")}</span>
      </div>
      <div className={classes.paper} style={{ background: paper, color: look.text }}>
        <strong>{t("branding.sampleTitle", { name })}</strong>
        <span>{t("branding.sampleText")}</span>
        <span
          className={classes.action}
          style={{ background: look.primary, color: readableOn(look.primary) }}
        >
          {t("branding.sampleButton")}
        </span>
        <span style={{ color: look.primary, textDecoration: "underline" }}>{t("branding.sampleLink")}</span>
        <span className={classes.tags}>
          <span style={{ background: look.secondary, color: readableOn(look.secondary) }}>
            {t("branding.color.secondary")}
          </span>
          <span style={{ background: look.accent, color: readableOn(look.accent) }}>
            {t("branding.color.accent")}
          </span>
        </span>
      </div>
    </figure>
  );
}
