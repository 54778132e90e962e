import { Button, Group, Modal, Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, unwrap } from "../../shared/api/client";
import { isProblem } from "../../shared/api/problem";
import { money } from "../../shared/money";
import { DateTime, notifyDone, problemText } from "../../shared/ui";
import classes from "./billing.module.css";
import { Consequences } from "./Consequences";
import {
  type Billing,
  type CurrencyName,
  type IntervalName,
  isSubscribed,
  type PaidPlan,
  type Plan,
  type Preview,
  priceOf,
  useChange,
  useCheckout,
  usePortal,
} from "./data";

interface ChangeDialogProps {
  billing: Billing;
  plan: Plan;
  interval: IntervalName;
  onClose: () => void;
}

/** A first subscription: the price, then the payment page. */
function Subscribe({ billing, plan, interval, onClose }: ChangeDialogProps) {
  const { t } = useTranslation(["billing", "shared"]);
  const checkout = useCheckout();
  const currency = billing.currency as CurrencyName;
  const price = money(priceOf(plan, interval, currency) ?? 0, currency);
  return (
    <Stack gap="md">
      <Text>{t(`subscribe.${interval}`, { plan: plan.name, price })}</Text>
      <Text size="sm" c="dimmed">
        {t("subscribe.next")}
      </Text>
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose}>
          {t("shared:cancel")}
        </Button>
        <Button
          data-autofocus
          loading={checkout.isPending || checkout.isSuccess}
          onClick={() => checkout.mutate({ plan: plan.key as PaidPlan, interval, currency })}
        >
          {t("subscribe.go")}
        </Button>
      </Group>
    </Stack>
  );
}

function Sum({ preview }: { preview: Preview }) {
  const { t } = useTranslation("billing");
  return (
    <div data-figures>
      {preview.lines.map((line) => (
        <div key={line.text} className={classes.line}>
          <Text size="sm">{line.text}</Text>
          <Text size="sm">{money(line.amount, preview.currency)}</Text>
        </div>
      ))}
      <div className={`${classes.line} ${classes.total}`}>
        <span>{t("change.due")}</span>
        <span>{money(preview.amount_due, preview.currency)}</span>
      </div>
    </div>
  );
}

/** Why a change was refused, with what helps. */
function Refused({ error }: { error: unknown }) {
  const { t } = useTranslation("billing");
  const portal = usePortal();
  if (!error) return null;
  const refused = isProblem(error, "payment-refused");
  const url = isProblem(error, "payment-due") ? (error.document.payment_url as string | null) : null;
  return (
    <Stack gap="xs" role="alert">
      <Text c="red">{refused ? t("change.refused") : problemText(error)}</Text>
      {refused && (
        <Text size="sm" c="dimmed">
          {error.document.detail}
        </Text>
      )}
      {refused && (
        <Button variant="default" loading={portal.isPending} onClick={() => portal.mutate("card")}>
          {t("card.change")}
        </Button>
      )}
      {url && (
        <Button component="a" href={url} variant="default">
          {t("banner.pay")}
        </Button>
      )}
    </Stack>
  );
}

interface ConfirmProps extends ChangeDialogProps {
  preview: Preview;
  /** Asks for the sum anew. */
  onPreviewOver: () => void;
}

function Confirm({ preview, plan, interval, onClose, onPreviewOver }: ConfirmProps) {
  const { t } = useTranslation(["billing", "shared"]);
  const now = preview.kind === "now";
  const change = useChange(
    () =>
      unwrap(
        api.POST("/api/v1/billing/change", {
          body: { plan: plan.key as PaidPlan, interval, at: preview.at, attempt: preview.attempt },
        }),
      ),
    () => {
      notifyDone(t(now ? "change.done" : "change.planned", { plan: plan.name }));
      onClose();
    },
    (error) => {
      if (isProblem(error, "preview-over")) onPreviewOver();
    },
  );
  const label = now
    ? t("change.pay", { sum: money(preview.amount_due, preview.currency) })
    : t("change.plan");
  return (
    <Stack gap="md">
      <Text>
        {t(now ? "change.now" : "change.later", { plan: plan.name })}{" "}
        {!now && preview.effective_at && <DateTime at={preview.effective_at} />}
      </Text>
      {now && <Sum preview={preview} />}
      <Consequences excess={preview.excess} lost={preview.features_lost} />
      <Refused error={change.error} />
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose}>
          {t("shared:cancel")}
        </Button>
        <Button data-autofocus loading={change.isPending} onClick={() => change.mutate(undefined)}>
          {label}
        </Button>
      </Group>
    </Stack>
  );
}

/** A change of a subscription: what it costs or takes, then the button that does it. */
function Change(props: ChangeDialogProps) {
  const { plan, interval } = props;
  const preview = useQuery({
    queryKey: ["/api/v1/billing", "preview", plan.key, interval],
    queryFn: () =>
      unwrap(api.POST("/api/v1/billing/change/preview", { body: { plan: plan.key as PaidPlan, interval } })),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  if (preview.isPending) return <Skeleton h={160} />;
  if (preview.isError) return <Refused error={preview.error} />;
  return <Confirm {...props} preview={preview.data} onPreviewOver={() => void preview.refetch()} />;
}

export function ChangeDialog(props: ChangeDialogProps) {
  const { t } = useTranslation("billing");
  const subscribed = isSubscribed(props.billing);
  return (
    <Modal
      opened
      size="lg"
      onClose={props.onClose}
      title={t(subscribed ? "change.title" : "subscribe.title", { plan: props.plan.name })}
    >
      {subscribed ? <Change {...props} /> : <Subscribe {...props} />}
    </Modal>
  );
}
