import { Alert } from "@mantine/core";
import { IconAlertTriangle, IconInfoCircle } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, unwrap } from "../api/client";
import { queryClient } from "../api/query";
import type { Session } from "../api/types";
import { currentLanguage } from "../i18n";
import { useSession } from "../session";

type Announcement = Session["announcements"][number];

const KEY = ["/api/v1/announcement-dismissals"];
/* No timer waits longer than this; what ends later is looked at again. */
const LONGEST_MS = 3_600_000;

/** The present, renewed when the next of these has ended. */
function useNow(announcements: Announcement[]): number {
  const [now, setNow] = useState(Date.now);
  const ends = announcements.map(({ ends_at }) => Date.parse(ends_at)).filter((end) => end > now);
  const next = Math.min(now + LONGEST_MS, ...ends);
  useEffect(() => {
    const timer = setTimeout(() => setNow(Date.now()), Math.max(0, next - Date.now()) + 50);
    return () => clearTimeout(timer);
  }, [next]);
  return now;
}

/** Ids that the person has put away; null until that is known, so that nothing comes up and goes again. */
function useDismissed(asked: boolean): number[] | null {
  const query = useQuery({
    queryKey: KEY,
    queryFn: async () => (await unwrap(api.GET("/api/v1/announcement-dismissals"))).items,
    enabled: asked,
  });
  return query.data ?? null;
}

function useDismiss() {
  return useMutation({
    mutationFn: (id: number) =>
      api.PUT("/api/v1/announcement-dismissals/{announcement_id}", {
        params: { path: { announcement_id: id } },
      }),
    onMutate: (id) => queryClient.setQueryData<number[]>(KEY, (known = []) => [...known, id]),
  });
}

/** What the platform has to tell everybody, above the page and while it is time. */
export function AnnouncementBanner() {
  const { t } = useTranslation();
  const { announcements } = useSession();
  const now = useNow(announcements);
  const dismissed = useDismissed(announcements.some(({ kind }) => kind === "info"));
  const dismiss = useDismiss();
  const shown = announcements.filter(
    ({ id, kind, ends_at }) =>
      Date.parse(ends_at) > now && (kind === "warning" || (dismissed && !dismissed.includes(id))),
  );
  return shown.map(({ id, kind, text_en, text_pt }) => (
    <Alert
      key={id}
      role="status"
      variant="light"
      color={kind === "warning" ? "yellow" : "blue"}
      icon={kind === "warning" ? <IconAlertTriangle size={16} /> : <IconInfoCircle size={16} />}
      py="xs"
      radius={0}
      style={{ flex: "none" }}
      withCloseButton={kind === "info"}
      closeButtonLabel={t("announcement.dismiss")}
      onClose={() => dismiss.mutate(id)}
    >
      {currentLanguage() === "pt-BR" ? text_pt : text_en}
    </Alert>
  ));
}
