import { Button, Group, Paper, Text, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { notifyDone, notifyFailed, problemText } from "../../shared/ui";
import { choosePrimary, type Domains } from "./data";

/** Which of the company's addresses links and mails carry. */
export function AddressSection({ domains }: { domains: Domains }) {
  const { t } = useTranslation("domains");
  const { first_host: first, primary_host: primary } = domains;
  const shown = domains.items.find((domain) => domain.primary)?.name ?? primary;
  return (
    <Paper withBorder p="lg" maw={840} component="section" aria-labelledby="address">
      <Title order={2} size="h4" id="address">
        {t("address")}
      </Title>
      <Text size="lg" fw={600} my={8} style={{ overflowWrap: "anywhere" }}>
        {shown}
      </Text>
      <Text size="sm" c="dimmed">
        {t("addressText")}
      </Text>
      {primary !== first && <FirstAddress host={first} />}
    </Paper>
  );
}

function FirstAddress({ host }: { host: string }) {
  const { t } = useTranslation("domains");
  const back = useMutation({
    mutationFn: () => choosePrimary(null),
    onSuccess: () => notifyDone(t("primaryDone", { name: host })),
    onError: (error) => notifyFailed(problemText(error)),
  });
  return (
    <Group justify="space-between" gap="sm" mt="md">
      <Text size="sm" style={{ overflowWrap: "anywhere", flex: "1 1 240px" }}>
        {t("first", { host })}
      </Text>
      <Button variant="default" onClick={() => back.mutate()} loading={back.isPending} h="auto" py={8}>
        <span style={{ whiteSpace: "normal", overflowWrap: "anywhere" }}>{t("useFirst", { host })}</span>
      </Button>
    </Group>
  );
}
