import { Button, Group, Modal, NumberInput, Stack, Text } from "@mantine/core";
import { isInRange, type UseFormReturnType, useForm } from "@mantine/form";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, unwrap } from "../../shared/api/client";
import { queryClient } from "../../shared/api/query";
import type { AccessLink } from "../../shared/api/types";
import { download, toCsv } from "../../shared/csv";
import { useCompanyZone } from "../../shared/session";
import { CopyButton, DialogForm, useSubmit } from "../../shared/ui";
import { EMPTY_LINK, LinkFields, type LinkValues, linkBody, useLinkRules } from "./LinkFields";
import classes from "./links.module.css";

const MOST = 500;

interface BatchValues extends LinkValues {
  count: number | string;
}

function BatchResult({ links, onClose }: { links: AccessLink[]; onClose: () => void }) {
  const { t } = useTranslation(["manager", "shared"]);
  const list = links.map((link) => link.url).join("\n");
  const csv = () =>
    toCsv(
      [t("links.url"), t("links.label"), t("department")],
      links.map((link) => [link.url, link.label, link.department.name]),
    );
  return (
    <Stack>
      <Text role="status">{t("links.batchReady", { count: links.length })}</Text>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the list scrolls, and so must be reachable by keyboard */}
      <ol className={classes.list} tabIndex={0} aria-label={t("links.noun")}>
        {links.map((link) => (
          <li key={link.id}>{link.url}</li>
        ))}
      </ol>
      <Group gap="sm">
        <Button
          variant="default"
          leftSection={<IconDownload size={16} />}
          onClick={() => download("access-links.csv", "text/csv", csv())}
        >
          {t("links.downloadCsv")}
        </Button>
        <Button
          variant="default"
          leftSection={<IconDownload size={16} />}
          onClick={() => download("access-links.txt", "text/plain", `${list}\n`)}
        >
          {t("links.downloadText")}
        </Button>
        <CopyButton value={list} label={t("links.copyAll")} />
      </Group>
      <Group justify="flex-end">
        <Button onClick={onClose}>{t("shared:close")}</Button>
      </Group>
    </Stack>
  );
}

/** Makes many links at once and hands them over as a list. */
export function BatchDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(["manager", "shared"]);
  const timeZone = useCompanyZone();
  const [made, setMade] = useState<AccessLink[] | null>(null);
  const range = isInRange({ min: 1, max: MOST }, t("links.countRange", { max: MOST }));
  const form = useForm<BatchValues>({
    initialValues: { ...EMPTY_LINK, count: 10 },
    validate: { ...useLinkRules(), count: range },
  });
  const submit = useSubmit(form, async (values: BatchValues) => {
    const body = { ...linkBody(values, timeZone), count: Number(values.count) };
    const { items } = await unwrap(api.POST("/api/v1/access-links/batch", { body }));
    setMade(items);
    await queryClient.invalidateQueries({ queryKey: ["/api/v1/access-links"] });
  });
  return (
    <Modal opened onClose={onClose} title={t("links.batch")}>
      {made ? (
        <BatchResult links={made} onClose={onClose} />
      ) : (
        <DialogForm
          onSubmit={form.onSubmit((values) => void submit.run(values))}
          onCancel={onClose}
          busy={submit.busy}
          error={submit.error}
          submitLabel={t("links.generate")}
        >
          <NumberInput
            label={t("links.count")}
            min={1}
            max={MOST}
            clampBehavior="none"
            allowDecimal={false}
            required
            {...form.getInputProps("count")}
          />
          <LinkFields form={form as unknown as UseFormReturnType<LinkValues>} />
        </DialogForm>
      )}
    </Modal>
  );
}
