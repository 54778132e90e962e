import { Button, CopyButton } from "@mantine/core";
import { IconExternalLink } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { inAppBrowserOf } from "../media/browser";
import { NoticeBar } from "./NoticeBar";

const NAMES = {
  instagram: "Instagram",
  facebook: "Facebook",
  whatsapp: "WhatsApp",
  tiktok: "TikTok",
  linkedin: "LinkedIn",
  line: "LINE",
} as const;

/** Inside another app's browser: how to get out of it. Absent everywhere else. */
export function InAppHint() {
  const { t } = useTranslation("call");
  const app = inAppBrowserOf();
  if (!app) return null;
  const name = app === "other" ? t("check.inAppOther") : NAMES[app];
  return (
    <NoticeBar
      tone="amber"
      icon={IconExternalLink}
      title={t("check.inApp")}
      hint={t("check.inAppHint", { app: name })}
    >
      <CopyButton value={window.location.href}>
        {({ copied, copy }) => (
          <Button size="xs" onClick={copy}>
            {copied ? t("check.linkCopied") : t("check.copyLink")}
          </Button>
        )}
      </CopyButton>
    </NoticeBar>
  );
}
