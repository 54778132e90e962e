import { Alert, Button, Skeleton, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconAlertTriangle, IconLock, IconPlus, IconWorld } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ErrorState, PageHeader, StateMessage } from "../../shared/ui";
import { AddDomainDialog } from "./AddDomainDialog";
import { AddressSection } from "./AddressSection";
import { DomainCard } from "./DomainCard";
import { type Domains, useDomains } from "./data";
import classes from "./domains.module.css";

function PlansButton() {
  const { t } = useTranslation("domains");
  return (
    <Button component={Link} to="/billing" variant="default">
      {t("plans")}
    </Button>
  );
}

function Empty({ domains, onAdd }: { domains: Domains; onAdd: () => void }) {
  const { t } = useTranslation("domains");
  return domains.in_plan ? (
    <StateMessage icon={IconWorld} title={t("emptyTitle")} text={t("emptyText")}>
      <AddButton onAdd={onAdd} />
    </StateMessage>
  ) : (
    <StateMessage icon={IconLock} title={t("lockedTitle")} text={t("lockedText")}>
      <PlansButton />
    </StateMessage>
  );
}

function AddButton({ onAdd }: { onAdd: () => void }) {
  const { t } = useTranslation("domains");
  return (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={onAdd}>
      {t("add")}
    </Button>
  );
}

function Resting() {
  const { t } = useTranslation("domains");
  return (
    <Alert variant="light" color="yellow" icon={<IconAlertTriangle size={18} />} maw={840}>
      <Stack gap="sm" align="flex-start">
        {t("resting")}
        <PlansButton />
      </Stack>
    </Alert>
  );
}

function Content({ domains, onAdd }: { domains: Domains; onAdd: () => void }) {
  if (domains.items.length === 0) return <Empty domains={domains} onAdd={onAdd} />;
  return (
    <>
      {!domains.in_plan && <Resting />}
      <AddressSection domains={domains} />
      <div className={classes.cards}>
        {domains.items.map((domain) => (
          <DomainCard key={domain.id} domain={domain} domains={domains} />
        ))}
      </div>
    </>
  );
}

/** The names of the company's own under which it is reached. */
export default function DomainsPage() {
  const { t } = useTranslation("domains");
  const query = useDomains();
  const [adding, { open, close }] = useDisclosure(false);
  const some = query.data !== undefined && query.data.items.length > 0;
  return (
    <div className={classes.page}>
      <PageHeader
        title={t("title")}
        description={t("about")}
        actions={some && query.data.in_plan ? <AddButton onAdd={open} /> : undefined}
      />
      {query.isPending && <Skeleton h={240} maw={840} />}
      {query.isError && (
        <ErrorState title={t("failed")} error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.data && <Content domains={query.data} onAdd={open} />}
      {adding && <AddDomainDialog onClose={close} />}
    </div>
  );
}
