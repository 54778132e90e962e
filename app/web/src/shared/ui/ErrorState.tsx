import { Button } from "@mantine/core";
import { IconCloudOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { problemText } from "./problemText";
import { StateMessage } from "./StateMessage";

interface ErrorStateProps {
  title: string;
  error: unknown;
  onRetry: () => void;
}

/** A load that failed, with the way to try again. */
export function ErrorState({ title, error, onRetry }: ErrorStateProps) {
  const { t } = useTranslation();
  return (
    <StateMessage icon={IconCloudOff} title={title} text={problemText(error)} role="alert">
      <Button variant="default" onClick={onRetry}>
        {t("retry")}
      </Button>
    </StateMessage>
  );
}
