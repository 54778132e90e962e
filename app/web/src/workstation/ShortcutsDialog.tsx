import { ActionIcon, Kbd, Modal, Stack, Switch, Table, Text, Tooltip } from "@mantine/core";
import { useDisclosure, useHotkeys } from "@mantine/hooks";
import { IconKeyboard } from "@tabler/icons-react";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { switchShortcuts, useShortcutsOn } from "./state/shortcuts";

const SHORTCUTS = [
  ["accept", ["Alt", "A"]],
  ["mute", ["Alt", "M"]],
  ["camera", ["Alt", "V"]],
  ["finish", ["Ctrl", "Enter"]],
  ["list", ["?"]],
] as const;

/** The list of shortcuts, by its button or by `?`. */
export function ShortcutsButton() {
  const { t } = useTranslation(["workstation", "shared"]);
  const [opened, { open, close }] = useDisclosure(false);
  const on = useShortcutsOn();
  useHotkeys(
    on
      ? [
          ["shift+?", open],
          ["?", open],
        ]
      : [],
  );
  return (
    <>
      <Tooltip label={t("shortcuts.title")}>
        <ActionIcon size={36} aria-label={t("shortcuts.title")} onClick={open}>
          <IconKeyboard size={20} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Modal
        opened={opened}
        onClose={close}
        title={t("shortcuts.title")}
        closeButtonProps={{ "aria-label": t("shared:close") }}
      >
        <Stack gap="md">
          <ShortcutTable />
          <Switch
            label={t("shortcuts.on")}
            description={t("shortcuts.onHint")}
            checked={on}
            onChange={({ currentTarget }) => switchShortcuts(currentTarget.checked)}
          />
        </Stack>
      </Modal>
    </>
  );
}

function ShortcutTable() {
  const { t } = useTranslation("workstation");
  return (
    <Table>
      <Table.Tbody>
        {SHORTCUTS.map(([name, keys]) => (
          <Table.Tr key={name}>
            <Table.Th scope="row" fw={400}>
              {t(`shortcuts.${name}`)}
            </Table.Th>
            <Table.Td ta="right">
              {keys.map((key, index) => (
                <Fragment key={key}>
                  {index > 0 && (
                    <Text span size="sm">
                      {" + "}
                    </Text>
                  )}
                  <Kbd>{key}</Kbd>
                </Fragment>
              ))}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
