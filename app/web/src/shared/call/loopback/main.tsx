/** One side of a call on one page: `?me=1` the client, `?me=2` the attendant; `view=check` the device check. */
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
const socket = new LoopbackSocket(me);

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
