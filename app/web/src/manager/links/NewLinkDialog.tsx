import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, unwrap } from "../../shared/api/client";
import { queryClient } from "../../shared/api/query";
import type { AccessLink } from "../../shared/api/types";
import { useCompanyZone } from "../../shared/session";
import { DialogForm, useSubmit } from "../../shared/ui";
import { EMPTY_LINK, LinkFields, type LinkValues, linkBody, useLinkRules } from "./LinkFields";
import { ShareLink } from "./ShareLink";

function Ready({ link, onAgain, onClose }: { link: AccessLink; onAgain: () => void; onClose: () => void }) {
  const { t } = useTranslation(["manager", "shared"]);
  return (
    <Stack>
      <Text role="status">{t("links.ready", { department: link.department.name })}</Text>
      <ShareLink link={link} />
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onAgain}>
          {t("links.another")}
        </Button>
        <Button onClick={onClose} data-autofocus>
          {t("shared:close")}
        </Button>
      </Group>
    </Stack>
  );
}

/** Makes one link and shows it ready to be shared. */
export function NewLinkDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(["manager", "shared"]);
  const timeZone = useCompanyZone();
  const [made, setMade] = useState<AccessLink | null>(null);
  const form = useForm<LinkValues>({ initialValues: EMPTY_LINK, validate: useLinkRules() });
  const submit = useSubmit(form, async (values: LinkValues) => {
    setMade(await unwrap(api.POST("/api/v1/access-links", { body: linkBody(values, timeZone) })));
    await queryClient.invalidateQueries({ queryKey: ["/api/v1/access-links"] });
  });
  return (
    <Modal opened onClose={onClose} title={t(made ? "links.readyTitle" : "links.new")}>
      {made ? (
        <Ready link={made} onAgain={() => setMade(null)} onClose={onClose} />
      ) : (
        <DialogForm
          onSubmit={form.onSubmit((values) => void submit.run(values))}
          onCancel={onClose}
          busy={submit.busy}
          error={submit.error}
          submitLabel={t("links.generate")}
        >
          <LinkFields form={form} />
        </DialogForm>
      )}
    </Modal>
  );
}
