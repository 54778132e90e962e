import { SegmentedControl, Select, Stack, Text, TextInput } from "@mantine/core";
import { DateInput, DateTimePicker } from "@mantine/dates";
import { isNotEmpty, type UseFormReturnType } from "@mantine/form";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { LinkType } from "../../shared/api/types";
import { atWallClock } from "../../shared/days";
import { zoneName } from "../../shared/format";
import { dateFormat, dateTimeFormat } from "../../shared/i18n/dates";
import { useCompanyZone } from "../../shared/session";
import { useDepartmentOptions } from "../queries";
import { TYPES } from "./catalogue";

export interface LinkValues {
  department_id: string | null;
  type: LinkType;
  label: string;
  /** "YYYY-MM-DD". */
  expires_on: string | null;
  /** On the company's clock, "YYYY-MM-DD HH:mm:ss". */
  scheduled_for: string | null;
}

export const EMPTY_LINK: LinkValues = {
  department_id: null,
  type: "single_use",
  label: "",
  expires_on: null,
  scheduled_for: null,
};

export function useLinkRules() {
  const { t } = useTranslation("shared");
  return {
    department_id: isNotEmpty(t("form.required")),
    scheduled_for: (at: string | null, values: LinkValues) =>
      values.type === "scheduled" && !at ? t("form.required") : null,
  };
}

/** The part of the form that one link and many share, as the API takes it. */
export function linkBody(values: LinkValues, timeZone: string) {
  const { department_id, type, label, expires_on, scheduled_for } = values;
  const time =
    type === "scheduled" && scheduled_for
      ? { scheduled_for: atWallClock(scheduled_for, timeZone).toISOString() }
      : {};
  return {
    department_id: Number(department_id),
    type,
    label: label.trim(),
    ...(expires_on ? { expires_on } : {}),
    ...time,
  };
}

function When({ form }: { form: UseFormReturnType<LinkValues> }) {
  const { t } = useTranslation("manager");
  const timeZone = useCompanyZone();
  if (form.values.type === "scheduled") {
    return (
      <DateTimePicker
        label={t("links.scheduledFor")}
        description={t("links.scheduledHint", { zone: zoneName(timeZone) })}
        valueFormat={dateTimeFormat()}
        minDate={new Date()}
        required
        {...form.getInputProps("scheduled_for")}
      />
    );
  }
  return (
    <DateInput
      label={t("links.expiresOn")}
      description={t("links.expiresHint")}
      valueFormat={dateFormat()}
      minDate={new Date()}
      clearable
      {...form.getInputProps("expires_on")}
    />
  );
}

export function LinkFields({ form }: { form: UseFormReturnType<LinkValues> }) {
  const { t } = useTranslation("manager");
  const departments = useDepartmentOptions();
  const only = departments.length === 1 ? departments[0]?.value : undefined;
  const { setFieldValue } = form;
  useEffect(() => {
    if (only) setFieldValue("department_id", only);
  }, [only, setFieldValue]);
  return (
    <Stack>
      <Select
        label={t("department")}
        placeholder={t("links.pickDepartment")}
        data={departments}
        searchable={departments.length > 8}
        required
        {...form.getInputProps("department_id")}
      />
      <div>
        <Text size="sm" fw={500} mb={4} aria-hidden>
          {t("links.type")}
        </Text>
        <SegmentedControl
          fullWidth
          aria-label={t("links.type")}
          data={TYPES.map((value) => ({ value, label: t(`links.types.${value}`) }))}
          {...form.getInputProps("type")}
        />
        <Text size="sm" c="dimmed" mt={4}>
          {t(`links.typeHints.${form.values.type}`)}
        </Text>
      </div>
      <When form={form} />
      <TextInput
        label={t("links.label")}
        description={t("links.labelHint")}
        maxLength={120}
        {...form.getInputProps("label")}
      />
    </Stack>
  );
}
