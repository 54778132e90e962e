import { Button } from "@mantine/core";
import { IconMapQuestion } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { StateMessage } from "./StateMessage";

export function NotFound() {
  const { t } = useTranslation();
  return (
    <StateMessage icon={IconMapQuestion} title={t("notFound.title")} text={t("notFound.text")}>
      <Button component={Link} to="/" variant="default">
        {t("error.home")}
      </Button>
    </StateMessage>
  );
}
