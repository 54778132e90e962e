import { Button, Group, Skeleton, Text } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../../../shared/api/client";
import { fetchPage } from "../../../shared/api/list";
import { queryClient } from "../../../shared/api/query";
import type { OwnSession } from "../../../shared/api/types";
import {
  ErrorState,
  FormSection,
  notifyDone,
  notifyFailed,
  problemText,
  StateBadge,
  TimeAgo,
} from "../../../shared/ui";
import classes from "./account.module.css";
import { deviceOf } from "./device";

const KEY = ["/api/v1/sessions"];

/** Ends one session, or with null all but this one. */
function useEnd() {
  const { t } = useTranslation("access");
  return useMutation({
    mutationFn: async (id: OwnSession["id"] | null) => {
      if (id === null) await api.DELETE("/api/v1/sessions");
      else await api.DELETE("/api/v1/sessions/{session_id}", { params: { path: { session_id: id } } });
    },
    onSuccess: () => {
      notifyDone(t("account.sessions.ended"));
      return queryClient.invalidateQueries({ queryKey: KEY });
    },
    onError: (error) => notifyFailed(problemText(error)),
  });
}

function SessionRow({ session, onEnd }: { session: OwnSession; onEnd: () => void }) {
  const { t } = useTranslation("access");
  const found = deviceOf(session.user_agent);
  const device = found ? t("account.sessions.browser", { ...found }) : t("account.sessions.unknown");
  return (
    <div className={classes.session}>
      <div>
        <Text fw={500}>{device}</Text>
        <Text size="sm" c="dimmed">
          {t("account.sessions.seen")} <TimeAgo at={session.last_seen_at} />
          {session.address && ` · ${session.address}`}
        </Text>
      </div>
      {session.current ? (
        <StateBadge tone="green" label={t("account.sessions.current")} />
      ) : (
        <Button
          variant="default"
          size="xs"
          onClick={onEnd}
          aria-label={t("account.sessions.endOne", { device })}
        >
          {t("account.sessions.end")}
        </Button>
      )}
    </div>
  );
}

export function SessionsSection() {
  const { t } = useTranslation("access");
  const list = useQuery({ queryKey: KEY, queryFn: () => fetchPage("/api/v1/sessions") });
  const end = useEnd();
  return (
    <FormSection title={t("account.sessions.title")} why={t("account.sessions.why")}>
      {list.isPending && <Skeleton h={96} />}
      {list.isError && (
        <ErrorState
          title={t("account.sessions.failed")}
          error={list.error}
          onRetry={() => void list.refetch()}
        />
      )}
      <div>
        {list.data?.items.map((session) => (
          <SessionRow key={session.id} session={session} onEnd={() => end.mutate(session.id)} />
        ))}
      </div>
      {(list.data?.items.length ?? 0) > 1 && (
        <Group justify="flex-end">
          <Button variant="default" loading={end.isPending} onClick={() => end.mutate(null)}>
            {t("account.sessions.endOthers")}
          </Button>
        </Group>
      )}
    </FormSection>
  );
}
