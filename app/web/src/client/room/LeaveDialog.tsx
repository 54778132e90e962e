import { Button, Modal, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useCommand } from "./useCommand";

interface LeaveDialogProps {
  opened: boolean;
  onClose: () => void;
  leave: () => Promise<unknown>;
  text: string;
}

export function LeaveDialog({ opened, onClose, leave, text }: LeaveDialogProps) {
  const { t } = useTranslation("client");
  const { pending, problem, run } = useCommand();
  return (
    <Modal opened={opened} onClose={onClose} title={t("talk.leaveTitle")} centered>
      <Stack>
        <Text>{text}</Text>
        {problem && (
          <Text c="red" role="alert">
            {problem}
          </Text>
        )}
        <Button color="red" loading={pending} onClick={() => void run(leave)} data-autofocus>
          {t("talk.leaveNow")}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t("talk.stay")}
        </Button>
      </Stack>
    </Modal>
  );
}
