import { Button, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { DialogForm, notifyDone, problemText } from "../../shared/ui";
import { choosePrimary, type Domain } from "./data";

export function PrimaryButton({ domain: { id, name } }: { domain: Domain }) {
  const { t } = useTranslation("domains");
  const [opened, { open, close }] = useDisclosure(false);
  const choose = useMutation({
    mutationFn: () => choosePrimary(id),
    onSuccess: () => {
      close();
      notifyDone(t("primaryDone", { name }));
    },
  });
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    choose.mutate();
  };
  return (
    <>
      <Button variant="default" onClick={open}>
        {t("makePrimary")}
      </Button>
      <Modal opened={opened} onClose={close} title={t("makePrimary")}>
        <DialogForm
          onSubmit={submit}
          onCancel={close}
          busy={choose.isPending}
          error={choose.error ? problemText(choose.error) : null}
          submitLabel={t("makePrimary")}
        >
          <Stack gap="xs">
            <Text style={{ overflowWrap: "anywhere" }}>{t("primaryText", { name })}</Text>
            <Text>{t("signAgain")}</Text>
          </Stack>
        </DialogForm>
      </Modal>
    </>
  );
}
