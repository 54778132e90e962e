import { Button, Modal, Text, Textarea } from "@mantine/core";
import { isNotEmpty, useForm } from "@mantine/form";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "../shared/session";
import { DialogForm, notifyDone, useSubmit } from "../shared/ui";
import { type CompanyDetail, type Move, moveCompany, movesOf } from "./company";
import { OverridesDialog } from "./OverridesDialog";

const PERMISSION_OF: Record<Move, string> = {
  suspend: "companies.suspend",
  restore: "companies.suspend",
  close: "companies.close",
};

/** What staff may do to the company now; each act asks for its reason. */
export function CompanyActions({ company }: { company: CompanyDetail }) {
  const { t } = useTranslation("superadmin");
  const can = useCan();
  const [open, setOpen] = useState<Move | "overrides" | null>(null);
  const close = () => setOpen(null);
  const moves = movesOf(company.status).filter((move) => can(PERMISSION_OF[move]));
  return (
    <>
      {can("companies.override") && (
        <Button variant="default" onClick={() => setOpen("overrides")}>
          {t("actions.overrides")}
        </Button>
      )}
      {moves.map((move) => (
        <Button
          key={move}
          variant={move === "restore" ? "filled" : "default"}
          color={move === "restore" ? undefined : "red"}
          onClick={() => setOpen(move)}
        >
          {t(`actions.${move}`)}
        </Button>
      ))}
      {open === "overrides" && <OverridesDialog company={company} onClose={close} />}
      {open && open !== "overrides" && <MoveDialog company={company} move={open} onClose={close} />}
    </>
  );
}

interface MoveDialogProps {
  company: CompanyDetail;
  move: Move;
  onClose: () => void;
}

function MoveDialog({ company, move, onClose }: MoveDialogProps) {
  const { t } = useTranslation(["superadmin", "shared"]);
  const form = useForm({
    initialValues: { reason: "" },
    validate: { reason: isNotEmpty(t("shared:form.required")) },
  });
  const submit = useSubmit(form, async ({ reason }: { reason: string }) => {
    await moveCompany(company.id, move, reason);
    notifyDone(t("actions.done", { name: company.name }));
    onClose();
  });
  return (
    <Modal opened onClose={onClose} title={t(`actions.${move}`)}>
      <DialogForm
        onSubmit={form.onSubmit((values) => void submit.run(values))}
        onCancel={onClose}
        busy={submit.busy}
        error={submit.error}
        submitLabel={t(`actions.${move}`)}
        danger={move !== "restore"}
      >
        <Text>{t(`actions.${move}Text`, { name: company.name })}</Text>
        <Textarea
          label={t("actions.reason")}
          description={t("actions.reasonHint")}
          autosize
          minRows={2}
          required
          data-autofocus
          {...form.getInputProps("reason")}
        />
      </DialogForm>
    </Modal>
  );
}
