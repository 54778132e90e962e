import { Avatar, Menu, Text, UnstyledButton } from "@mantine/core";
import { IconLogout, IconUserCircle } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { signOut, useSession } from "../../session";
import { LanguageMenuItems } from "../LanguageMenu";
import { notifyFailed } from "../notify";
import { problemText } from "../problemText";
import classes from "./shell.module.css";

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  return [words[0], words.length > 1 ? words.at(-1) : ""]
    .map((word) => word?.[0] ?? "")
    .join("")
    .toUpperCase();
}

interface UserMenuProps {
  compact: boolean;
  accountPath?: string;
}

/** Who is signed in, with the way to the account and out. */
export function UserMenu({ compact, accountPath }: UserMenuProps) {
  const { t } = useTranslation();
  const { person, audience } = useSession();
  const leave = () => signOut().catch((error: unknown) => notifyFailed(problemText(error)));
  const role = audience === "person" ? person.role : audience;
  return (
    <Menu position="right-end" width={240}>
      <Menu.Target>
        <UnstyledButton className={classes.user}>
          <Avatar size={32} radius="md" variant="filled" color="secondary" aria-hidden>
            {initials(person.name)}
          </Avatar>
          {compact ? (
            <span className={classes.hidden}>{t("shell.userMenu", { name: person.name })}</span>
          ) : (
            <span className={classes.userText}>
              <Text span size="sm" fw={600} truncate display="block">
                {person.name}
              </Text>
              <span className={classes.userRole}>{t(`role.${role as "owner"}`)}</span>
            </span>
          )}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {person.email && <Menu.Label>{person.email}</Menu.Label>}
        {accountPath && (
          <Menu.Item component={Link} to={accountPath} leftSection={<IconUserCircle size={18} />}>
            {t("shell.account")}
          </Menu.Item>
        )}
        {accountPath && <Menu.Divider />}
        <LanguageMenuItems />
        {audience !== "support" && (
          <>
            <Menu.Divider />
            <Menu.Item leftSection={<IconLogout size={18} />} onClick={leave}>
              {t("shell.signOut")}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
