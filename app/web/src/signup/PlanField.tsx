import { SegmentedControl, Select, Stack } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useTranslation } from "react-i18next";
import type { AccountValues } from "./AccountForm";
import { type Currency, type Interval, offer, price } from "./offer";

/** The plan, and for one that costs something how it is paid. */
export function PlanField({ form }: { form: UseFormReturnType<AccountValues> }) {
  const { t } = useTranslation("signup");
  const { plan, interval, currency } = form.values;
  const choices = offer.plans.map((one) => {
    const cost = price(one, interval, currency);
    const label = cost ? t(`plan.${interval}`, { plan: one.name, price: cost }) : one.name;
    return { value: one.key, label };
  });
  const paid = offer.plans.some((one) => one.key === plan && one.prices.length > 0);
  return (
    <Stack gap="xs">
      <Select
        label={t("plan.label")}
        data={choices}
        allowDeselect={false}
        size="md"
        {...form.getInputProps("plan")}
      />
      {paid && (
        <>
          <SegmentedControl
            aria-label={t("plan.interval")}
            data={(["month", "year"] as Interval[]).map((value) => ({ value, label: t(`plan.by.${value}`) }))}
            {...form.getInputProps("interval")}
          />
          <SegmentedControl
            aria-label={t("plan.currency")}
            data={(["usd", "brl"] as Currency[]).map((value) => ({ value, label: value.toUpperCase() }))}
            {...form.getInputProps("currency")}
          />
        </>
      )}
    </Stack>
  );
}
