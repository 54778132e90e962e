import { Group, Stack, TextInput } from "@mantine/core";
import { QRCodeSVG } from "qrcode.react";
import { useTranslation } from "react-i18next";
import type { AccessLink } from "../../shared/api/types";
import { CopyButton } from "../../shared/ui";
import classes from "./links.module.css";

/** The address to copy, and as a picture for a phone's camera. */
export function ShareLink({ link }: { link: Pick<AccessLink, "url"> }) {
  const { t } = useTranslation("manager");
  return (
    <Stack gap="sm">
      <Group gap="sm" align="end" wrap="nowrap">
        <TextInput
          label={t("links.url")}
          value={link.url}
          readOnly
          onFocus={(event) => event.currentTarget.select()}
          style={{ flex: 1 }}
        />
        <CopyButton value={link.url} />
      </Group>
      <div className={classes.qr}>
        <QRCodeSVG value={link.url} size={160} title={t("links.qr")} />
      </div>
    </Stack>
  );
}
