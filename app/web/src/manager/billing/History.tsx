import { Anchor, Group, ScrollArea, Skeleton, Table, Text } from "@mantine/core";
import { IconFileDownload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { money } from "../../shared/money";
import { DateTime, ErrorState, FormSection, StateBadge, type Tone } from "../../shared/ui";
import { type Invoice, useInvoices } from "./data";

const TONES: Record<string, Tone> = { paid: "green", open: "amber", uncollectible: "red" };

function Row({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation("billing");
  const number = invoice.number ?? invoice.id;
  return (
    <Table.Tr>
      <Table.Td>
        <DateTime at={invoice.created} />
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
      <Table.Td data-figures>{money(invoice.total, invoice.currency)}</Table.Td>
      <Table.Td>
        <StateBadge
          tone={TONES[invoice.status] ?? "gray"}
          label={t(`status.${invoice.status as "paid"}`, { defaultValue: invoice.status })}
        />
      </Table.Td>
      <Table.Td>
        {invoice.pdf_url && (
          <Anchor
            href={invoice.pdf_url}
            target="_blank"
            rel="noopener noreferrer"
            underline="always"
            aria-label={t("history.pdfOf", { number })}
          >
            <Group gap={4} wrap="nowrap" component="span">
              <IconFileDownload size={16} aria-hidden />
              PDF
            </Group>
          </Anchor>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

/** What was paid, with receipts. */
export function History() {
  const { t } = useTranslation("billing");
  const list = useInvoices();
  const items = list.data?.items ?? [];
  return (
    <FormSection title={t("history.title")} why={t("history.why")}>
      {list.isPending && <Skeleton h={96} />}
      {list.isError && (
        <ErrorState title={t("history.failed")} error={list.error} onRetry={() => void list.refetch()} />
      )}
      {list.isSuccess && items.length === 0 && <Text c="dimmed">{t("history.none")}</Text>}
      {items.length > 0 && (
        <ScrollArea
          type="auto"
          viewportProps={{ tabIndex: 0, role: "group", "aria-label": t("history.title") }}
        >
          <Table miw={520}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("history.date")}</Table.Th>
                <Table.Th>{t("history.number")}</Table.Th>
                <Table.Th>{t("history.sum")}</Table.Th>
                <Table.Th>{t("history.state")}</Table.Th>
                <Table.Th>{t("history.receipt")}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map((invoice) => (
                <Row key={invoice.id} invoice={invoice} />
              ))}
            </Table.Tbody>
          </Table>
        </ScrollArea>
      )}
    </FormSection>
  );
}
