import { CloseButton, Text } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import classes from "./NoticeBar.module.css";

interface NoticeBarProps {
  tone: "amber" | "red" | "blue";
  icon: Icon;
  title: string;
  hint?: string;
  onDismiss?: () => void;
  /** Buttons that put it right. */
  children?: ReactNode;
}

/** One line that says what is wrong in the call and what to do about it. */
export function NoticeBar({ tone, icon: IconOf, title, hint, onDismiss, children }: NoticeBarProps) {
  const { t } = useTranslation("call");
  return (
    <div className={classes.bar} data-tone={tone} role="status">
      <IconOf size={20} className={classes.icon} aria-hidden />
      <div className={classes.text}>
        <Text size="sm" fw={600}>
          {title}
        </Text>
        {hint && <Text size="sm">{hint}</Text>}
      </div>
      {children}
      {onDismiss && <CloseButton aria-label={t("notice.dismiss")} onClick={onDismiss} />}
    </div>
  );
}
