import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconBolt } from "@tabler/icons-react";
import { useCallback, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ChatPanel } from "../../shared/call/ChatPanel";
import type { ChatAttachment, ChatMessage } from "../../shared/call/types";
import { isSeated } from "../state/calls";
import { attachmentUrl, sendFile, sendMessage } from "../state/commands";
import type { Call } from "../types";
import { CannedEditor } from "./CannedEditor";
import { CannedList } from "./CannedList";
import { matchingReplies, slashWord } from "./cannedReplies";
import classes from "./Side.module.css";
import { useCannedReplies } from "./useCannedReplies";

/** The chat with the client; a slash brings the person's canned replies. */
export function ChatTab({ call, messages }: { call: Call; messages: readonly ChatMessage[] }) {
  const { t } = useTranslation("workstation");
  const { id } = call;
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState("");
  const [editing, editor] = useDisclosure(false);
  const { replies, keep } = useCannedReplies();
  const word = slashWord(text);
  const upload = useCallback(
    (file: File, progress: (part: number) => void) => sendFile(id, file, progress),
    [id],
  );
  const take = (reply: string) => {
    setText(reply);
    field.current?.focus();
  };
  return (
    <div className={classes.chat}>
      <div className={classes.chatPanel}>
        <ChatPanel
          messages={messages}
          me={call.me}
          onSend={(said) => sendMessage(id, said)}
          upload={upload}
          attachmentUrl={(attachment: ChatAttachment) => attachmentUrl(id, attachment.id)}
          disabled={!isSeated(call)}
          fieldRef={field}
          draft={{ text, setText }}
        />
      </div>
      {word !== null && (
        <CannedList replies={matchingReplies(replies, word)} onTake={take} onEdit={editor.open} />
      )}
      <Button
        size="compact-sm"
        variant="subtle"
        className={classes.cannedButton}
        leftSection={<IconBolt size={16} aria-hidden />}
        onClick={editor.open}
      >
        {t("canned.open")}
      </Button>
      <CannedEditor opened={editing} onClose={editor.close} replies={replies} keep={keep} />
    </div>
  );
}
