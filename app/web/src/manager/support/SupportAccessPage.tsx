import { Button, Paper, Skeleton, Stack, Switch, Text, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useCan } from "../../shared/session";
import { ErrorState, notifyDone, notifyFailed, PageHeader, problemText } from "../../shared/ui";
import classes from "../../shared/ui/list/list.module.css";
import { AccessCard } from "./AccessCard";
import { allowSupport, useAccesses, useSwitch } from "./data";

function Allowed() {
  const { t } = useTranslation("support");
  const query = useSwitch();
  const mayChoose = useCan()("support.edit");
  const choose = useMutation({
    mutationFn: allowSupport,
    onSuccess: (_answer, allowed) => notifyDone(t(allowed ? "on" : "off")),
    onError: (error) => notifyFailed(problemText(error)),
  });
  if (query.isPending) return <Skeleton h={84} maw={720} />;
  if (query.isError)
    return <ErrorState title={t("failed")} error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <Paper withBorder p="lg" maw={720}>
      <Switch
        label={t("allow")}
        description={mayChoose ? t("allowHint") : t("allowOwner")}
        checked={query.data.allowed}
        disabled={!mayChoose || choose.isPending}
        onChange={(event) => choose.mutate(event.currentTarget.checked)}
      />
    </Paper>
  );
}

function History() {
  const { t } = useTranslation("support");
  const query = useAccesses();
  if (query.isPending) return <Skeleton h={160} maw={720} />;
  if (query.isError)
    return <ErrorState title={t("failed")} error={query.error} onRetry={() => void query.refetch()} />;
  const accesses = query.data.pages.flatMap(({ items }) => items);
  return (
    <section aria-labelledby="support-history">
      <Title order={2} size="h4" id="support-history" mb="sm">
        {t("history")}
      </Title>
      {accesses.length === 0 && <Text c="dimmed">{t("none")}</Text>}
      <Stack component="ul" gap="sm" m={0} p={0} maw={720} style={{ listStyle: "none" }}>
        {accesses.map((access) => (
          <AccessCard key={access.id} access={access} />
        ))}
      </Stack>
      {query.hasNextPage && (
        <Button
          mt="sm"
          variant="default"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t("more")}
        </Button>
      )}
    </section>
  );
}

/** Whether the platform's support may look in, and when it did. */
export default function SupportAccessPage() {
  const { t } = useTranslation("support");
  return (
    <div className={classes.page}>
      <PageHeader title={t("title")} description={t("about")} />
      <Allowed />
      <History />
    </div>
  );
}
