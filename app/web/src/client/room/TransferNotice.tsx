import { IconArrowsExchange } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { NoticeBar } from "../../shared/call/NoticeBar";
import type { CallView } from "../../shared/call/types";

/** Between two attendants nobody is on the screen: says why, and that the place is kept. */
export function TransferNotice({ call }: { call: CallView }) {
  const { t } = useTranslation("client");
  if (call.status !== "transferred") return null;
  return (
    <NoticeBar
      tone="blue"
      icon={IconArrowsExchange}
      title={t("talk.transferred")}
      hint={t("talk.transferredHint")}
    />
  );
}
