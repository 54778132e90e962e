import { Button, Modal, Progress, Stack, Text } from "@mantine/core";
import { IconBrandWhatsapp, IconMail } from "@tabler/icons-react";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { isProblem, type PlanLimit, type SalesContacts } from "../api/problem";

interface LimitDialogProps {
  /** Anything that a request threw; the dialog opens only for a limit of the plan. */
  error: unknown;
  onClose: () => void;
}

export function planLimitOf(error: unknown): PlanLimit | null {
  return isProblem(error) ? error.planLimit : null;
}

function planName(plan: string, t: TFunction<"shared">): string {
  return t(`plan.${plan as "free"}`, { defaultValue: plan });
}

function limitText(limit: PlanLimit, t: TFunction<"shared">): string {
  const key = limit.limit === "attendants" || limit.limit === "departments" ? limit.limit : "other";
  return t(`limit.${key}`, { plan: planName(limit.plan, t), count: limit.maximum, current: limit.current });
}

export function SalesButtons({ contacts }: { contacts: SalesContacts }) {
  const { t } = useTranslation();
  const phone = contacts.whatsapp?.replace(/\D/g, "");
  const mail =
    contacts.email && `mailto:${contacts.email}?subject=${encodeURIComponent(t("limit.mailSubject"))}`;
  return (
    <Stack gap="sm">
      {phone && (
        <Button
          component="a"
          href={`https://wa.me/${phone}`}
          target="_blank"
          rel="noopener noreferrer"
          leftSection={<IconBrandWhatsapp size={18} />}
        >
          {t("limit.whatsapp")}
        </Button>
      )}
      {mail && (
        <Button component="a" href={mail} variant="default" leftSection={<IconMail size={18} />}>
          {t("limit.email")}
        </Button>
      )}
    </Stack>
  );
}

function LimitBody({ limit }: { limit: PlanLimit }) {
  const { t } = useTranslation();
  const use = t("limit.use", { current: limit.current, maximum: limit.maximum });
  const share = Math.min(100, (limit.current / Math.max(1, limit.maximum)) * 100);
  return (
    <Stack gap="md">
      <Text>{limitText(limit, t)}</Text>
      <div>
        <Progress value={share} aria-label={use} size="sm" mb={4} />
        <Text size="sm" c="dimmed" data-figures>
          {use}
        </Text>
      </div>
      <Text>
        {limit.lifting_plan ? t("limit.lift", { plan: planName(limit.lifting_plan, t) }) : t("limit.noLift")}
        {limit.limit === "attendants" && ` ${t("limit.freeSlot")}`}
      </Text>
      <SalesButtons contacts={limit.contacts ?? {}} />
    </Stack>
  );
}

/** What the plan allows, what is in use, which plan lifts it, and how to reach sales. */
export function LimitDialog({ error, onClose }: LimitDialogProps) {
  const { t } = useTranslation();
  const limit = planLimitOf(error);
  return (
    <Modal opened={limit !== null} onClose={onClose} title={t("limit.title")}>
      {limit && <LimitBody limit={limit} />}
    </Modal>
  );
}
