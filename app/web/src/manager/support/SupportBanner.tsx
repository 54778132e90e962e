import { Alert, Button, Group } from "@mantine/core";
import { IconHeadset } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../shared/api/client";
import type { Session } from "../../shared/api/types";
import { timeOfDay } from "../../shared/format";
import { useCan, useCompanyZone, useSession } from "../../shared/session";
import { ConfirmDialog, notifyDone, notifyFailed, problemText } from "../../shared/ui";
import { endAccess } from "./data";
import { OVER_PATH } from "./paths";

type Visitor = Session["support"][number];

/** Says above every page who of the platform's staff is in the company, and until when. */
export function SupportBanner() {
  const { audience, support } = useSession();
  if (audience === "support") return <OwnBar />;
  return support.map((visitor) => <VisitorBar key={visitor.id} visitor={visitor} />);
}

function VisitorBar({ visitor }: { visitor: Visitor }) {
  const { t } = useTranslation("support");
  const mayEnd = useCan()("support.view");
  const [asking, setAsking] = useState(false);
  const time = timeOfDay(new Date(visitor.until), useCompanyZone());
  const { name } = visitor;
  const end = useMutation({
    mutationFn: () => endAccess(visitor.id),
    onSuccess: () => notifyDone(t("ended", { name })),
  });
  return (
    <Bar text={t(visitor.may_change ? "bannerChange" : "banner", { name, time })}>
      {mayEnd && (
        <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
          {t("end")}
        </Button>
      )}
      <ConfirmDialog
        opened={asking}
        title={t("end")}
        text={t("confirm", { name })}
        confirmLabel={t("end")}
        busy={end.isPending}
        error={end.error ? problemText(end.error) : null}
        onConfirm={() => end.mutate()}
        onClose={() => setAsking(false)}
      />
    </Bar>
  );
}

/** For the member of staff who is inside. */
function OwnBar() {
  const { t } = useTranslation("support");
  const { support, company, person } = useSession();
  const zone = useCompanyZone();
  const own = support.find(({ name }) => name === person.name);
  const leave = useMutation({
    mutationFn: () => api.DELETE("/api/v1/support-session"),
    onSuccess: () => window.location.replace(OVER_PATH),
    onError: (error) => notifyFailed(problemText(error)),
  });
  const time = own ? timeOfDay(new Date(own.until), zone) : "";
  return (
    <Bar text={t(own?.may_change ? "insideChange" : "inside", { company: company?.name, time })}>
      <Button size="compact-sm" variant="default" loading={leave.isPending} onClick={() => leave.mutate()}>
        {t("leave")}
      </Button>
    </Bar>
  );
}

function Bar({ text, children }: { text: string; children: React.ReactNode }) {
  return (
    <Alert role="status" variant="light" color="orange" icon={<IconHeadset size={16} />} py="xs" radius={0}>
      <Group gap="sm" justify="space-between">
        <span style={{ flex: "1 1 240px" }}>{text}</span>
        {children}
      </Group>
    </Alert>
  );
}
