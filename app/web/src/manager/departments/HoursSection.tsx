import { ActionIcon, Group, SegmentedControl, Stack, Switch, Text, Tooltip } from "@mantine/core";
import { TimeInput } from "@mantine/dates";
import { IconCopy, IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { zoneName } from "../../shared/format";
import { currentLanguage } from "../../shared/i18n";
import { useSession } from "../../shared/session";
import { FormSection, ZoneSelect } from "../../shared/ui";
import classes from "./departments.module.css";
import type { DepartmentForm } from "./useDepartmentForm";
import { brokenDays, type Interval, newInterval, workingWeek } from "./values";

const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6];
// 1 January 2024 was a Monday.
const dayOf = (weekday: number) => new Date(Date.UTC(2024, 0, 1 + weekday));

function weekdayName(weekday: number): string {
  return new Intl.DateTimeFormat(currentLanguage(), { weekday: "long", timeZone: "UTC" }).format(
    dayOf(weekday),
  );
}

const capital = (word: string) => word.charAt(0).toLocaleUpperCase(currentLanguage()) + word.slice(1);

interface IntervalRowProps {
  day: string;
  interval: Interval;
  onChange: (interval: Interval) => void;
  onRemove: () => void;
}

function IntervalRow({ day, interval, onChange, onRemove }: IntervalRowProps) {
  const { t } = useTranslation("manager");
  return (
    <Group gap="sm" wrap="nowrap">
      <TimeInput
        aria-label={t("departments.opens", { day })}
        value={interval.opens_at}
        onChange={(event) => onChange({ ...interval, opens_at: event.currentTarget.value })}
      />
      <Text span c="dimmed" aria-hidden>
        –
      </Text>
      <TimeInput
        aria-label={t("departments.closes", { day })}
        value={interval.closes_at}
        onChange={(event) => onChange({ ...interval, closes_at: event.currentTarget.value })}
      />
      <ActionIcon aria-label={t("departments.removeInterval", { day })} onClick={onRemove}>
        <IconTrash size={16} />
      </ActionIcon>
    </Group>
  );
}

interface DayProps {
  weekday: number;
  intervals: Interval[];
  broken: boolean;
  onChange: (intervals: Interval[]) => void;
  onCopy: () => void;
}

function DayActions({ day, onAdd, onCopy }: { day: string; onAdd: () => void; onCopy: () => void }) {
  const { t } = useTranslation("manager");
  return (
    <Group gap={4} wrap="nowrap">
      <Tooltip label={t("departments.addInterval", { day })}>
        <ActionIcon aria-label={t("departments.addInterval", { day })} onClick={onAdd}>
          <IconPlus size={16} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t("departments.copyDay", { day })}>
        <ActionIcon aria-label={t("departments.copyDay", { day })} onClick={onCopy}>
          <IconCopy size={16} />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}

function Day({ weekday, intervals, broken, onChange, onCopy }: DayProps) {
  const { t } = useTranslation("manager");
  const day = weekdayName(weekday);
  const open = intervals.length > 0;
  const replace = (key: string, next: Interval | null) =>
    onChange(intervals.flatMap((one) => (one.key === key ? (next ? [next] : []) : [one])));
  return (
    <div className={classes.day}>
      <Switch
        label={capital(day)}
        checked={open}
        onChange={() => onChange(open ? [] : [newInterval(weekday)])}
      />
      <Stack gap="sm">
        {open ? (
          intervals.map((interval) => (
            <IntervalRow
              key={interval.key}
              {...{ day, interval }}
              onChange={(next) => replace(interval.key, next)}
              onRemove={() => replace(interval.key, null)}
            />
          ))
        ) : (
          <Text c="dimmed">{t("departments.closed")}</Text>
        )}
        {broken && (
          <Text size="sm" c="red" role="alert">
            {t("departments.dayBroken")}
          </Text>
        )}
      </Stack>
      {open && (
        <DayActions
          day={day}
          onAdd={() => onChange([...intervals, newInterval(weekday, "19:00", "22:00")])}
          onCopy={onCopy}
        />
      )}
    </div>
  );
}

function Week({ form }: { form: DepartmentForm }) {
  const { hours } = form.values;
  const broken = brokenDays(hours);
  const set = (next: Interval[]) =>
    form.setFieldValue(
      "hours",
      next.toSorted((a, b) => a.weekday - b.weekday),
    );
  const ofDay = (weekday: number) => hours.filter((interval) => interval.weekday === weekday);
  const copy = (from: number) =>
    set(
      WEEKDAYS.flatMap((day) =>
        ofDay(day).length ? ofDay(from).map((one) => newInterval(day, one.opens_at, one.closes_at)) : [],
      ),
    );
  return (
    <div>
      {WEEKDAYS.map((weekday) => (
        <Day
          key={weekday}
          weekday={weekday}
          intervals={ofDay(weekday)}
          broken={broken.includes(weekday)}
          onChange={(next) => set([...hours.filter((interval) => interval.weekday !== weekday), ...next])}
          onCopy={() => copy(weekday)}
        />
      ))}
    </div>
  );
}

function OwnZone({ form }: { form: DepartmentForm }) {
  const { t } = useTranslation("manager");
  const { company } = useSession();
  return (
    <ZoneSelect
      label={t("departments.zone")}
      description={t("departments.zoneHint")}
      placeholder={t("departments.zoneOfCompany", { zone: zoneName(company?.time_zone ?? "UTC") })}
      clearable
      value={form.values.time_zone || null}
      onChange={(zone) => form.setFieldValue("time_zone", zone ?? "")}
      error={form.errors.time_zone}
    />
  );
}

/** Opening hours by weekday, in the department's own zone. */
export function HoursSection({ form }: { form: DepartmentForm }) {
  const { t } = useTranslation("manager");
  const choose = (choice: string) => {
    form.setFieldValue("always_open", choice === "always");
    if (choice === "hours" && form.values.hours.length === 0) form.setFieldValue("hours", workingWeek());
  };
  return (
    <FormSection title={t("departments.hours")} why={t("departments.hoursWhy")}>
      <SegmentedControl
        aria-label={t("departments.hours")}
        value={form.values.always_open ? "always" : "hours"}
        onChange={choose}
        data={[
          { value: "always", label: t("departments.alwaysOpen") },
          { value: "hours", label: t("departments.byHours") },
        ]}
      />
      {!form.values.always_open && <Week form={form} />}
      {form.errors.hours && (
        <Text size="sm" c="red" role="alert">
          {form.errors.hours}
        </Text>
      )}
      <OwnZone form={form} />
    </FormSection>
  );
}
