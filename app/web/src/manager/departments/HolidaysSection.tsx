import { ActionIcon, Button, Group, Text, TextInput } from "@mantine/core";
import { DateInput } from "@mantine/dates";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { dateFormat } from "../../shared/i18n/dates";
import { FormSection } from "../../shared/ui";
import classes from "./departments.module.css";
import type { DepartmentForm } from "./useDepartmentForm";
import { type HolidayValue, newHoliday } from "./values";

interface HolidayRowProps {
  broken: boolean;
  holiday: HolidayValue;
  onChange: (holiday: HolidayValue) => void;
  onRemove: () => void;
}

function HolidayRow({ broken, holiday, onChange, onRemove }: HolidayRowProps) {
  const { t } = useTranslation("manager");
  return (
    <div className={classes.holiday}>
      <DateInput
        aria-label={t("departments.holidayDay")}
        placeholder={t("departments.holidayDay")}
        valueFormat={dateFormat()}
        value={holiday.day}
        error={broken && !holiday.day}
        onChange={(day) => onChange({ ...holiday, day })}
      />
      <TextInput
        aria-label={t("departments.holidayName")}
        placeholder={t("departments.holidayName")}
        value={holiday.name}
        onChange={(event) => onChange({ ...holiday, name: event.currentTarget.value })}
      />
      <ActionIcon
        aria-label={t("departments.removeHoliday", { name: holiday.name || (holiday.day ?? "") })}
        onClick={onRemove}
      >
        <IconTrash size={16} />
      </ActionIcon>
    </div>
  );
}

/** Days on which the department stays closed, whatever its hours say. */
export function HolidaysSection({ form }: { form: DepartmentForm }) {
  const { t } = useTranslation("manager");
  const { holidays } = form.values;
  const set = (next: HolidayValue[]) => form.setFieldValue("holidays", next);
  return (
    <FormSection title={t("departments.holidays")} why={t("departments.holidaysWhy")}>
      {holidays.length === 0 && <Text c="dimmed">{t("departments.noHolidays")}</Text>}
      {holidays.map((holiday, index) => (
        <HolidayRow
          key={holiday.key}
          holiday={holiday}
          broken={Boolean(form.errors.holidays)}
          onChange={(next) => set(holidays.with(index, next))}
          onRemove={() => set(holidays.toSpliced(index, 1))}
        />
      ))}
      {form.errors.holidays && (
        <Text size="sm" c="red" role="alert">
          {form.errors.holidays}
        </Text>
      )}
      <Group>
        <Button
          variant="default"
          leftSection={<IconPlus size={16} />}
          onClick={() => set([...holidays, newHoliday()])}
        >
          {t("departments.addHoliday")}
        </Button>
      </Group>
    </FormSection>
  );
}
