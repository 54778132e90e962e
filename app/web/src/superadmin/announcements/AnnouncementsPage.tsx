import { Button } from "@mantine/core";
import { IconPlus, IconSpeakerphone } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import type { TFunction } from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { wordList } from "../../shared/format";
import { currentLanguage } from "../../shared/i18n";
import {
  type Column,
  ConfirmDialog,
  DateTime,
  ListPage,
  notifyDone,
  problemText,
  StateBadge,
  TitleCell,
  type Tone,
} from "../../shared/ui";
import { AnnouncementDialog } from "./AnnouncementDialog";
import { type Announcement, PATH, type State, stateOf, withdrawAnnouncement } from "./data";

const TONES: Record<State, Tone> = { coming: "amber", now: "green", over: "gray" };

export const textOf = ({ text_en, text_pt }: Announcement) =>
  currentLanguage() === "pt-BR" ? text_pt : text_en;

function audience({ plans }: Announcement, t: TFunction<["announcements", "shared"]>): string {
  if (plans.length === 0) return t("everybody");
  return wordList(plans.map((plan) => t(`shared:plan.${plan as "free"}`)));
}

function columns(
  t: TFunction<["announcements", "shared"]>,
  onWithdraw: (row: Announcement) => void,
): Column<Announcement>[] {
  return [
    {
      id: "text",
      header: t("text"),
      cell: (row) => <TitleCell title={textOf(row)} detail={t(`kinds.${row.kind}`)} />,
    },
    {
      id: "state",
      header: t("state"),
      cell: (row) => {
        const state = stateOf(row, Date.now());
        return <StateBadge tone={TONES[state]} label={t(`states.${state}`)} />;
      },
    },
    { id: "from", header: t("from"), sort: "starts_at", cell: (row) => <DateTime at={row.starts_at} /> },
    { id: "until", header: t("until"), cell: (row) => <DateTime at={row.ends_at} /> },
    { id: "plans", header: t("to"), cell: (row) => audience(row, t) },
    {
      id: "withdraw",
      header: t("actions"),
      cell: (row) => (
        <Button variant="subtle" color="red" size="compact-sm" onClick={() => onWithdraw(row)}>
          {t("withdraw")}
        </Button>
      ),
    },
  ];
}

function WithdrawDialog({ announcement, onClose }: { announcement: Announcement; onClose: () => void }) {
  const { t } = useTranslation("announcements");
  const withdraw = useMutation({
    mutationFn: () => withdrawAnnouncement(announcement.id),
    onSuccess: () => {
      notifyDone(t("withdrawn"));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      opened
      title={t("withdraw")}
      text={t("withdrawText", { text: textOf(announcement) })}
      confirmLabel={t("withdraw")}
      busy={withdraw.isPending}
      error={withdraw.error ? problemText(withdraw.error) : null}
      onConfirm={() => withdraw.mutate()}
      onClose={onClose}
    />
  );
}

type Open = { what: "new" } | { what: "change" | "withdraw"; row: Announcement };

/** What the platform tells the companies: now, before and next. */
export default function AnnouncementsPage() {
  const { t } = useTranslation(["announcements", "shared"]);
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const make = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setOpen({ what: "new" })}>
      {t("new")}
    </Button>
  );
  return (
    <>
      <ListPage
        path={PATH}
        title={t("title")}
        description={t("about")}
        noun={t("noun")}
        columns={columns(t, (row) => setOpen({ what: "withdraw", row }))}
        rowName={textOf}
        actions={make}
        empty={{ icon: IconSpeakerphone, title: t("emptyTitle"), text: t("emptyText"), action: make }}
        openRow={(row) => setOpen({ what: "change", row })}
      />
      {open?.what === "new" && <AnnouncementDialog announcement={null} onClose={close} />}
      {open?.what === "change" && <AnnouncementDialog announcement={open.row} onClose={close} />}
      {open?.what === "withdraw" && <WithdrawDialog announcement={open.row} onClose={close} />}
    </>
  );
}
