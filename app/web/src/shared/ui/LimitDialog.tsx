import { Button, Modal, Progress, Stack, Text } from "@mantine/core";
import { IconBrandWhatsapp, IconMail } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { TFunction } from "i18next";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { isProblem, type PlanLimit, type SalesContacts } from "../api/problem";
import { useMaybeSession } from "../session";
import { claimProblem } from "./planProblems";

interface LimitDialogProps {
  /** Anything that a request threw; the dialog opens only for a limit of the plan. */
  error: unknown;
  onClose: () => void;
  /** Back to what was refused, once the limit is raised while the dialog is open. */
  onLifted?: () => void;
}

export function planLimitOf(error: unknown): PlanLimit | null {
  return isProblem(error) ? error.planLimit : null;
}

export function planName(plan: string, t: TFunction<"shared">): string {
  return t(`plan.${plan as "free"}`, { defaultValue: plan });
}

function limitText(limit: PlanLimit, t: TFunction<"shared">): string {
  const known = ["attendants", "departments", "participants"] as const;
  const key = known.find((name) => name === limit.limit) ?? "other";
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
          variant="default"
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

/** The Owner's way to the plan that lifts a limit, with its price; the others are told whom to ask. */
export function UpgradeButton({ plan, onLeave }: { plan: string | null; onLeave: () => void }) {
  const { t } = useTranslation();
  const session = useMaybeSession();
  if (!plan || !session) return null;
  if (!session.permissions.includes("billing.edit")) return <Text size="sm">{t("limit.askOwner")}</Text>;
  return (
    <Button component={Link} to="/billing" search={{ plan } as never} onClick={onLeave}>
      {t("limit.upgrade", { plan: planName(plan, t) })}
    </Button>
  );
}

function LimitBody({ limit, onClose }: { limit: PlanLimit; onClose: () => void }) {
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
      <UpgradeButton plan={limit.lifting_plan} onLeave={onClose} />
      <SalesButtons contacts={limit.contacts ?? {}} />
    </Stack>
  );
}

/** Whether there is room now for one more than were in use. */
function isLifted(limit: PlanLimit, limits: Record<string, number | null>): boolean {
  const maximum = limits[limit.limit];
  return maximum === null || (maximum !== undefined && maximum > limit.current);
}

/** Said in place of a refusal that has become obsolete while it was shown. */
export function LiftedBody({ text, onContinue }: { text: string; onContinue: () => void }) {
  const { t } = useTranslation();
  return (
    <Stack gap="md" role="status">
      <Text>{text}</Text>
      <Button onClick={onContinue} data-autofocus>
        {t("lifted.continue")}
      </Button>
    </Stack>
  );
}

/** What the plan allows, what is in use, which plan lifts it, and how to reach sales. */
export function LimitDialog({ error, onClose, onLifted = onClose }: LimitDialogProps) {
  const { t } = useTranslation();
  const limits = useMaybeSession()?.limits;
  const limit = planLimitOf(error);
  const lifted = limit !== null && limits ? isLifted(limit, limits) : false;
  useEffect(() => claimProblem(error), [error]);
  return (
    <Modal opened={limit !== null} onClose={onClose} title={t(lifted ? "lifted.limitTitle" : "limit.title")}>
      {limit && !lifted && <LimitBody limit={limit} onClose={onClose} />}
      {lifted && <LiftedBody text={t("lifted.limit")} onContinue={onLifted} />}
    </Modal>
  );
}
