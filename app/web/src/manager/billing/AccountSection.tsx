import { Button, Group, Select, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { api, unwrap } from "../../shared/api/client";
import { queryClient } from "../../shared/api/query";
import { useCan } from "../../shared/session";
import { FormSection, notifyDone, useSubmit } from "../../shared/ui";
import type { Billing } from "./data";

type Values = Billing["account"];
type Kind = "" | "cnpj" | "cpf" | "other";

/** Who gets the receipts, and the tax number on them. */
export function AccountSection({ account }: { account: Values }) {
  const { t } = useTranslation(["billing", "shared"]);
  const editable = useCan()("billing.edit");
  const form = useForm<Values>({ initialValues: account });
  const submit = useSubmit(form, async ({ email, tax_kind, tax_id }: Values) => {
    const body = { tax_kind: tax_kind as Kind, tax_id: tax_kind ? tax_id : "", ...(email && { email }) };
    const saved = await unwrap(api.PATCH("/api/v1/billing/account", { body }));
    form.setInitialValues(saved);
    form.setValues(saved);
    await queryClient.invalidateQueries({ queryKey: ["/api/v1/billing"], exact: true });
    notifyDone(t("account.saved"));
  });
  const kinds = (["", "cnpj", "cpf", "other"] as const).map((value) => ({
    value,
    label: t(`account.kind.${value || "none"}`),
  }));
  return (
    <FormSection title={t("account.title")} why={t("account.why")}>
      <form onSubmit={form.onSubmit((values) => void submit.run(values))} noValidate>
        <TextInput
          label={t("account.email")}
          description={t("account.emailHint")}
          type="email"
          mb="md"
          readOnly={!editable}
          {...form.getInputProps("email")}
        />
        <Group align="flex-start" grow preventGrowOverflow={false}>
          <Select
            label={t("account.taxKind")}
            data={kinds}
            allowDeselect={false}
            readOnly={!editable}
            {...form.getInputProps("tax_kind")}
          />
          <TextInput
            label={t("account.taxId")}
            disabled={!form.values.tax_kind}
            readOnly={!editable}
            {...form.getInputProps("tax_id")}
          />
        </Group>
        {submit.error && (
          <Text c="red" role="alert" mt="sm">
            {submit.error}
          </Text>
        )}
        {editable && (
          <Group justify="flex-end" mt="md">
            <Button type="submit" loading={submit.busy} disabled={!form.isDirty()}>
              {t("shared:save")}
            </Button>
          </Group>
        )}
      </form>
    </FormSection>
  );
}
