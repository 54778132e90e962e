import { Button } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { Component, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { StateMessage } from "./StateMessage";

/** What stands in the place of a part that stopped working. */
export function BrokenPart() {
  const { t } = useTranslation();
  return (
    <StateMessage icon={IconAlertTriangle} title={t("error.title")} text={t("error.render")} role="alert">
      <Button onClick={() => window.location.reload()}>{t("error.reload")}</Button>
    </StateMessage>
  );
}

/** Keeps a failure of one part from emptying the page. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? <BrokenPart /> : this.props.children;
  }
}
