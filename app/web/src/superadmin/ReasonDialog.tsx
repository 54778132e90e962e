import { Modal, Text, Textarea } from "@mantine/core";
import { isNotEmpty, type UseFormReturnType, useForm } from "@mantine/form";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DialogForm, notifyDone, useSubmit } from "../shared/ui";

interface ReasonField {
  reason: string;
}

interface ReasonDialogProps<V extends ReasonField> {
  title: string;
  text: string;
  submitLabel: string;
  danger?: boolean;
  /** Said once it worked. */
  done: string;
  initialValues: V;
  send: (values: V) => Promise<void>;
  onClose: () => void;
  /** What else is to be said. */
  children?: (form: UseFormReturnType<V>) => ReactNode;
}

/** Asks why before staff change something about a company or one of their own. */
export function ReasonDialog<V extends ReasonField>(props: ReasonDialogProps<V>) {
  const { title, text, submitLabel, danger, done, initialValues, send, onClose, children } = props;
  const { t } = useTranslation(["superadmin", "shared"]);
  const required = isNotEmpty(t("shared:form.required"));
  const form = useForm<V>({ initialValues, validate: { reason: required } as never });
  const submit = useSubmit(form, async (values: V) => {
    await send(values);
    notifyDone(done);
    onClose();
  });
  return (
    <Modal opened onClose={onClose} title={title}>
      <DialogForm
        onSubmit={form.onSubmit((values) => void submit.run(values as V))}
        onCancel={onClose}
        busy={submit.busy}
        error={submit.error}
        submitLabel={submitLabel}
        danger={danger}
      >
        <Text>{text}</Text>
        {children?.(form)}
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
