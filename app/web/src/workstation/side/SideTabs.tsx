import { Tabs } from "@mantine/core";
import { IconMessageCircle, IconNotes, IconUser } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { ChatMessage } from "../../shared/call/types";
import type { Call } from "../types";
import { ChatTab } from "./ChatTab";
import { ClientTab } from "./ClientTab";
import { NotesTab } from "./NotesTab";
import classes from "./Side.module.css";

export type SideTab = "client" | "chat" | "notes";

interface SideTabsProps {
  call: Call;
  messages: readonly ChatMessage[];
  unread: number;
  tab: SideTab;
  onTab: (tab: SideTab) => void;
}

/** Who the client is, what is written with them, and what is noted about it. */
export function SideTabs({ call, messages, unread, tab, onTab }: SideTabsProps) {
  const { t } = useTranslation(["workstation", "call"]);
  return (
    <Tabs
      value={tab}
      onChange={(value) => onTab(value as SideTab)}
      classNames={{ root: classes.tabs, panel: classes.panel, tab: classes.tab, tabLabel: classes.tabLabel }}
      keepMounted={false}
    >
      <Tabs.List grow>
        <Tabs.Tab value="client" leftSection={<IconUser size={16} aria-hidden />}>
          {t("side.client")}
        </Tabs.Tab>
        <Tabs.Tab
          value="chat"
          leftSection={<IconMessageCircle size={16} aria-hidden />}
          rightSection={unread > 0 ? <span className={classes.unread}>{unread}</span> : undefined}
          aria-label={
            unread > 0 ? `${t("side.chat")}, ${t("call:controls.unread", { count: unread })}` : undefined
          }
        >
          {t("side.chat")}
        </Tabs.Tab>
        <Tabs.Tab value="notes" leftSection={<IconNotes size={16} aria-hidden />}>
          {t("side.notes")}
        </Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="client">
        <ClientTab call={call} />
      </Tabs.Panel>
      <Tabs.Panel value="chat">
        <ChatTab call={call} messages={messages} />
      </Tabs.Panel>
      <Tabs.Panel value="notes">
        <NotesTab call={call} />
      </Tabs.Panel>
    </Tabs>
  );
}
