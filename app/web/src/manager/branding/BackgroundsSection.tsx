import { ActionIcon, Button, Group, Text } from "@mantine/core";
import { IconPencil, IconPlus, IconTrash } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../shared/api/client";
import { queryClient } from "../../shared/api/query";
import type { Background } from "../../shared/api/types";
import { BACKGROUNDS_KEY, useBackgrounds } from "../../shared/call/companyBackgrounds";
import { ConfirmDialog, ErrorState, FormSection, notifyDone, problemText } from "../../shared/ui";
import { useDepartmentOptions } from "../queries";
import { BackgroundDialog } from "./BackgroundDialog";
import classes from "./branding.module.css";

/** Pictures for calls. Each is saved by itself, unlike the rest of the page. */
export function BackgroundsSection() {
  const { t } = useTranslation("manager");
  const query = useBackgrounds();
  const [edited, setEdited] = useState<Background | "new" | null>(null);
  const [going, setGoing] = useState<Background | null>(null);
  return (
    <FormSection title={t("branding.backgrounds")} why={t("branding.backgroundsWhy")}>
      {query.isError && (
        <ErrorState
          title={t("branding.backgroundsFailed")}
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
      {query.data?.length === 0 && <Text c="dimmed">{t("branding.noBackgrounds")}</Text>}
      {query.data && query.data.length > 0 && (
        <ul className={classes.backgrounds}>
          {query.data.map((one) => (
            <Card
              key={one.id}
              background={one}
              onEdit={() => setEdited(one)}
              onRemove={() => setGoing(one)}
            />
          ))}
        </ul>
      )}
      <Group>
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => setEdited("new")}
        >
          {t("branding.addBackground")}
        </Button>
      </Group>
      {edited && (
        <BackgroundDialog background={edited === "new" ? null : edited} onClose={() => setEdited(null)} />
      )}
      {going && <RemoveDialog background={going} onClose={() => setGoing(null)} />}
    </FormSection>
  );
}

interface CardProps {
  background: Background;
  onEdit: () => void;
  onRemove: () => void;
}

function Card({ background, onEdit, onRemove }: CardProps) {
  const { t } = useTranslation("manager");
  const departments = useDepartmentOptions();
  const { name, sample_url, department_ids } = background;
  const names = departments.filter(({ value }) => department_ids.includes(Number(value)));
  return (
    <li className={classes.background}>
      <img src={sample_url} alt={name} />
      <div className={classes.name}>
        <Text truncate fw={500} title={name}>
          {name}
        </Text>
        <Group gap={0} wrap="nowrap">
          <ActionIcon aria-label={t("branding.editBackground", { name })} onClick={onEdit}>
            <IconPencil size={16} />
          </ActionIcon>
          <ActionIcon aria-label={t("branding.removeBackground", { name })} onClick={onRemove}>
            <IconTrash size={16} />
          </ActionIcon>
        </Group>
      </div>
      {names.length > 0 && (
        <Text size="sm" c="dimmed">
          {t("branding.defaultOf", { names: names.map(({ label }) => label).join(", ") })}
        </Text>
      )}
    </li>
  );
}

function RemoveDialog({ background, onClose }: { background: Background; onClose: () => void }) {
  const { t } = useTranslation("manager");
  const { id, name, department_ids } = background;
  const run = useMutation({
    mutationFn: () =>
      api.DELETE("/api/v1/backgrounds/{background_id}", { params: { path: { background_id: id } } }),
    onSuccess: async () => {
      notifyDone(t("branding.backgroundRemoved", { name }));
      onClose();
      await queryClient.invalidateQueries({ queryKey: BACKGROUNDS_KEY });
    },
  });
  return (
    <ConfirmDialog
      opened
      title={t("branding.removeBackground", { name })}
      text={t("branding.removeBackgroundText")}
      consequences={department_ids.length > 0 ? [t("branding.removeBackgroundDefaults")] : []}
      confirmLabel={t("branding.removeIt")}
      busy={run.isPending}
      error={run.error ? problemText(run.error) : null}
      onConfirm={() => run.mutate()}
      onClose={onClose}
    />
  );
}
