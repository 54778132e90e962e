import { Button, Group, Title } from "@mantine/core";
import { IconLayoutDashboard } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useCan, useSession } from "../shared/session";
import { BrandMark } from "../shared/ui";
import { UserMenu } from "../shared/ui/shell/UserMenu";
import { ShortcutsButton } from "./ShortcutsDialog";
import classes from "./Workstation.module.css";

/** Whose workstation it is, and the way to everything else. */
export function WorkstationHeader() {
  const { t } = useTranslation("workstation");
  const { company } = useSession();
  const can = useCan();
  return (
    <header className={classes.header}>
      <BrandMark name={company?.brand.name || company?.name || "Voki"} logoUrl={company?.brand.logo_url} />
      <Title order={1} className={classes.title}>
        {t("title")}
      </Title>
      <Group gap="xs" wrap="nowrap">
        <ShortcutsButton />
        {can("panel.view") && (
          <Button
            component={Link}
            to="/"
            variant="default"
            size="xs"
            leftSection={<IconLayoutDashboard size={16} aria-hidden />}
          >
            {t("toPanel")}
          </Button>
        )}
        <div className={classes.user}>
          <UserMenu compact accountPath="/account" />
        </div>
      </Group>
    </header>
  );
}
