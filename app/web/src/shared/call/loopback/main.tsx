/**
 * One side of a call on one page: `?me=1` the client, `?me=2` the attendant, from 3 on guests of a
 * call `of` so many; `mode=sfu` begins on a media server; `view=check` is the device check.
 */
import "@mantine/core/styles.layer.css";
import "../../base.css";
import { MantineProvider } from "@mantine/core";
import { createRoot } from "react-dom/client";
import { startI18n } from "../../i18n";
import { LocalMedia } from "../../media/local";
import { buildTheme, cssVariables } from "../../theme";
import { CallPage } from "./CallPage";
import { CheckView } from "./CheckView";
import { LoopbackSocket } from "./socket";

const query = new URLSearchParams(location.search);
const me = Number(query.get("me") ?? 1);
const local = new LocalMedia();
const mode = query.get("mode") === "sfu" ? "sfu" : "p2p";
const socket = new LoopbackSocket(me, Number(query.get("of") ?? 2), mode);

await startI18n("call");
await local.start();
Object.assign(window, { loopback: { local, socket } });

createRoot(document.getElementById("root") as HTMLElement).render(
  <MantineProvider
    theme={buildTheme(me === 1 ? "client" : "panel")}
    cssVariablesResolver={cssVariables}
    forceColorScheme={query.get("theme") === "dark" ? "dark" : "light"}
  >
    {query.get("view") === "check" ? <CheckView local={local} /> : <CallPage local={local} socket={socket} />}
  </MantineProvider>,
);
