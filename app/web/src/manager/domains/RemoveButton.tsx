import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ConfirmDialog, notifyDone, problemText } from "../../shared/ui";
import { type Domain, removeDomain } from "./data";

export function RemoveButton({ domain, firstHost }: { domain: Domain; firstHost: string }) {
  const { t } = useTranslation("domains");
  const [opened, { open, close }] = useDisclosure(false);
  const { id, name, primary } = domain;
  const remove = useMutation({
    mutationFn: () => removeDomain(id),
    onSuccess: () => notifyDone(t("removed", { name })),
  });
  const told = primary ? [t("removePrimary", { host: firstHost }), t("removeAgain")] : [t("removeAgain")];
  return (
    <>
      <Button variant="subtle" color="red" onClick={open}>
        {t("remove")}
      </Button>
      <ConfirmDialog
        opened={opened}
        title={t("removeTitle", { name })}
        text={t("removeText", { name })}
        consequences={told}
        confirmLabel={t("remove")}
        busy={remove.isPending}
        error={remove.error ? problemText(remove.error) : null}
        onConfirm={() => remove.mutate()}
        onClose={close}
      />
    </>
  );
}
