import { Anchor, ScrollArea, Skeleton, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, unwrap } from "../shared/api/client";
import type { components } from "../shared/api/schema.gen";
import { money } from "../shared/money";
import { CalendarDate, Facts, StateBadge, type Tone } from "../shared/ui";
import { type CompanyDetail, invoicesKey } from "./company";
import { Section } from "./Section";

type Invoice = components["schemas"]["Invoice"];
type Money = NonNullable<CompanyDetail["billing"]>;
const TONES: Record<string, Tone> = { paid: "green", open: "amber", uncollectible: "red" };
const STANDING: Record<CompanyDetail["standing"]["state"], Tone> = {
  none: "gray",
  trialing: "blue",
  active: "green",
  past_due: "amber",
  restricted: "red",
  incomplete: "amber",
  canceled: "gray",
};

function Row({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation("billing");
  const number = invoice.number ?? invoice.id;
  return (
    <Table.Tr>
      <Table.Td>
        <CalendarDate date={invoice.created} />
      </Table.Td>
      <Table.Td>
        {invoice.page_url ? (
          <Anchor href={invoice.page_url} target="_blank" rel="noopener noreferrer" underline="always">
            {number}
          </Anchor>
        ) : (
          number
        )}
      </Table.Td>
      <Table.Td ta="right" data-figures>
        {money(invoice.total, invoice.currency)}
      </Table.Td>
      <Table.Td pl="md">
        <StateBadge
          tone={TONES[invoice.status] ?? "gray"}
          label={t(`status.${invoice.status as "paid"}`, { defaultValue: invoice.status })}
        />
      </Table.Td>
    </Table.Tr>
  );
}

function Invoices({ company }: { company: CompanyDetail }) {
  const { t } = useTranslation(["companies", "billing"]);
  const query = useQuery({
    queryKey: invoicesKey(company.id),
    queryFn: () =>
      unwrap(
        api.GET("/api/v1/companies/{company_id}/invoices", { params: { path: { company_id: company.id } } }),
      ),
  });
  if (query.isPending) return <Skeleton h={72} />;
  if (query.isError) return <Text c="dimmed">{t("billing:history.failed")}</Text>;
  if (query.data.items.length === 0) return <Text c="dimmed">{t("page.noInvoices")}</Text>;
  return (
    <ScrollArea type="auto" viewportProps={{ tabIndex: 0, role: "group", "aria-label": t("page.invoices") }}>
      <Table miw={440} horizontalSpacing={0} verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("billing:history.date")}</Table.Th>
            <Table.Th>{t("billing:history.number")}</Table.Th>
            <Table.Th ta="right">{t("billing:history.sum")}</Table.Th>
            <Table.Th pl="md">{t("billing:history.state")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {query.data.items.map((invoice) => (
            <Row key={invoice.id} invoice={invoice} />
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea>
  );
}

function Subscribed({ billing }: { billing: Money }) {
  const { t } = useTranslation(["superadmin", "companies", "shared"]);
  const subscription = billing.subscription;
  if (!subscription) return <Text c="dimmed">{t("billing.none")}</Text>;
  const next = subscription.next_plan;
  return (
    <Facts
      items={[
        [t("billing.plan"), t(`shared:plan.${subscription.plan as "free"}`)],
        [
          t("billing.amount"),
          t(`companies:page.per.${subscription.interval as "month"}`, {
            sum: money(subscription.amount, subscription.currency),
          }),
        ],
        [t("billing.next"), <CalendarDate key="next" date={subscription.period_end} />],
        ...(next
          ? [[t("companies:page.nextPlan"), t(`shared:plan.${next as "free"}`)] as [string, string]]
          : []),
        ...(subscription.cancel_at
          ? [
              [t("companies:page.cancels"), <CalendarDate key="cancels" date={subscription.cancel_at} />] as [
                string,
                React.ReactNode,
              ],
            ]
          : []),
      ]}
    />
  );
}

/** How the company stands with payment and, for those who see money, what it pays. */
export function BillingFacts({ company }: { company: CompanyDetail }) {
  const { t } = useTranslation(["superadmin", "companies"]);
  const { billing, standing } = company;
  return (
    <Section
      title={t("billing.title")}
      aside={<StateBadge tone={STANDING[standing.state]} label={t(`companies:standing.${standing.state}`)} />}
    >
      {standing.grace_until && (
        <Text mb="md">
          {t("companies:page.grace")} <CalendarDate date={standing.grace_until} />
        </Text>
      )}
      {standing.trial_end && (
        <Text mb="md">
          {t("companies:page.trialEnds")} <CalendarDate date={standing.trial_end} />
        </Text>
      )}
      {billing && (
        <>
          <Subscribed billing={billing} />
          <Text fw={500} mt="md" mb="xs">
            {t("companies:page.invoices")}
          </Text>
          <Invoices company={company} />
        </>
      )}
    </Section>
  );
}
