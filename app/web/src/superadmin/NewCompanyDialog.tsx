import { Button, Modal, Select, SimpleGrid, Textarea, TextInput } from "@mantine/core";
import { isEmail, isNotEmpty, useForm } from "@mantine/form";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { LANGUAGES } from "../shared/i18n";
import { useCan } from "../shared/session";
import { DialogForm, useSubmit, ZoneSelect } from "../shared/ui";
import { AddressField } from "../signup/AddressField";
import { type NewCompany, provisionCompany } from "./company";
import { PLANS } from "./plans";

// The list of the browser has no UTC in it.
const EMPTY: NewCompany = {
  name: "",
  slug: "",
  plan: "free",
  language: "en",
  time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  owner_name: "",
  owner_email: "",
  reason: "",
};

function useCompanyForm() {
  const { t } = useTranslation("shared");
  const required = isNotEmpty(t("form.required"));
  return useForm({
    initialValues: EMPTY,
    validate: {
      name: required,
      slug: required,
      owner_name: required,
      owner_email: isEmail(t("form.email")),
      reason: required,
    },
  });
}

function Fields({ form }: { form: ReturnType<typeof useCompanyForm> }) {
  const { t } = useTranslation(["superadmin", "companies", "shared"]);
  const plans = PLANS.map((value) => ({ value, label: t(`shared:plan.${value}`) }));
  const languages = Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }));
  return (
    <>
      <TextInput label={t("companies:new.name")} required data-autofocus {...form.getInputProps("name")} />
      <AddressField
        name={form.values.name}
        value={form.values.slug}
        error={form.errors.slug}
        size="sm"
        hint={t("companies:new.addressHint")}
        onChange={(slug) => form.setFieldValue("slug", slug)}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput label={t("companies:new.ownerName")} required {...form.getInputProps("owner_name")} />
        <TextInput
          label={t("companies:new.ownerEmail")}
          type="email"
          required
          {...form.getInputProps("owner_email")}
        />
        <Select
          label={t("company.plan")}
          data={plans}
          allowDeselect={false}
          {...form.getInputProps("plan")}
        />
        <Select
          label={t("company.language")}
          data={languages}
          allowDeselect={false}
          {...form.getInputProps("language")}
        />
      </SimpleGrid>
      <ZoneSelect label={t("company.zone")} allowDeselect={false} {...form.getInputProps("time_zone")} />
      <Textarea
        label={t("actions.reason")}
        description={t("actions.reasonHint")}
        autosize
        minRows={2}
        required
        {...form.getInputProps("reason")}
      />
    </>
  );
}

function NewCompanyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("companies");
  const navigate = useNavigate();
  const form = useCompanyForm();
  const submit = useSubmit(form, async (values: NewCompany) => {
    const id = await provisionCompany(values);
    await navigate({ to: `/superadmin/companies/${id}` });
  });
  return (
    <Modal opened onClose={onClose} title={t("new.title")} size="lg">
      <DialogForm
        onSubmit={form.onSubmit((values) => void submit.run(values))}
        onCancel={onClose}
        busy={submit.busy}
        error={submit.error}
        submitLabel={t("new.submit")}
      >
        <Fields form={form} />
      </DialogForm>
    </Modal>
  );
}

/** Makes a company by hand; its owner is invited by mail. */
export function NewCompanyButton() {
  const { t } = useTranslation("companies");
  const can = useCan();
  const [opened, { open, close }] = useDisclosure(false);
  if (!can("companies.provision")) return null;
  return (
    <>
      <Button leftSection={<IconPlus size={16} />} onClick={open}>
        {t("new.title")}
      </Button>
      {opened && <NewCompanyDialog onClose={close} />}
    </>
  );
}
