import { Badge, Group, Stack, Text } from "@mantine/core";
import { IconArrowsExchange, IconClock, IconHistory, IconMessage2 } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useServerNow } from "../../shared/realtime";
import { Duration, TimeAgo } from "../../shared/ui";
import type { Offer } from "../types";
import classes from "./IncomingDialog.module.css";

/** What helps to greet the client: the wait, why they come, who they are, who hands them over. */
export function OfferFacts({ offer }: { offer: Offer }) {
  const { t } = useTranslation("workstation");
  const { client, reason, transfer } = offer;
  return (
    <Stack gap="sm">
      {transfer && (
        <Fact icon={<IconArrowsExchange size={18} aria-hidden />}>
          <Text fw={600}>
            {t(transfer.warm ? "incoming.consult" : "incoming.transfer", { name: transfer.from_name })}
          </Text>
          {transfer.note && <Text className={classes.quote}>{transfer.note}</Text>}
        </Fact>
      )}
      <Fact icon={<IconClock size={18} aria-hidden />}>
        {t("incoming.waited")} <Waited offer={offer} />
      </Fact>
      {reason && (
        <Fact icon={<IconMessage2 size={18} aria-hidden />}>
          <Text className={classes.quote}>{reason}</Text>
        </Fact>
      )}
      <Fact icon={<IconHistory size={18} aria-hidden />}>
        {client.returning ? (
          <>
            {t("incoming.returning", { count: client.total_calls })}
            {client.last_call_at && (
              <>
                {" · "}
                {t("incoming.lastCall")} <TimeAgo at={client.last_call_at} />
              </>
            )}
          </>
        ) : (
          t("incoming.firstTime")
        )}
      </Fact>
      {client.tags.length > 0 && (
        <Group gap={4}>
          {client.tags.map((tag) => (
            <Badge key={tag} variant="default" tt="none">
              {tag}
            </Badge>
          ))}
        </Group>
      )}
    </Stack>
  );
}

function Fact({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.fact}>
      {icon}
      <div>{children}</div>
    </div>
  );
}

function Waited({ offer }: { offer: Offer }) {
  const now = useServerNow();
  const since = Math.max(0, now - Date.parse(offer.made_at)) / 1000;
  return <Duration seconds={offer.waited_seconds + since} />;
}
