import { MantineProvider } from "@mantine/core";
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { startI18n } from "../i18n";
import { LocalMedia } from "../media/local";
import { judge } from "../media/quality";
import { CallNotices } from "./CallNotices";
import { ManyStage } from "./grid/ManyStage";
import { LineIndicator } from "./LineIndicator";
import type { CallParticipant, CallView } from "./types";
import type { CallHandle, Remote } from "./useCall";

const shown = (part: ReactNode) => render(<MantineProvider env="test">{part}</MantineProvider>);

beforeAll(async () => {
  await startI18n("call");
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function participant(id: number, change: Partial<CallParticipant> = {}): CallParticipant {
  return {
    id,
    kind: "guest",
    name: `Guest ${id}`,
    connected: true,
    connection: "c",
    reconnect_deadline: null,
    microphone: true,
    camera: true,
    screen: false,
    ...change,
  };
}

function remote(id: number, media: object = {}, change: Partial<CallParticipant> = {}): Remote {
  const stream = new MediaStream();
  const seen = { id, stream, screen: stream, state: "connected", quality: null, ...media };
  return { participant: participant(id, change), media: seen as Remote["media"] };
}

function handle(change: Partial<CallHandle>): CallHandle {
  return {
    phase: { name: "joined" },
    local: new LocalMedia(),
    remotes: [],
    line: null,
    problem: null,
    audioOnly: false,
    setAudioOnly: vi.fn(),
    show: vi.fn(),
    takeBack: vi.fn(),
    ...change,
  };
}

const slow = judge(
  { rtt_ms: 700, loss_percent: 0, bitrate_in: 1e6, bitrate_out: 2e5, width: null, height: null, fps: null },
  null,
);
const call = (problem: "unreachable" | null) => ({ media: { problem } }) as CallView;

describe("LineIndicator", () => {
  it("says how the line is, what to do, and offers voices only", async () => {
    const setAudioOnly = vi.fn();
    shown(<LineIndicator handle={handle({ line: slow, setAudioOnly })} />);
    await userEvent.click(screen.getByRole("button", { name: "Your connection: Poor connection" }));
    expect(screen.getByText(/The connection answers slowly/)).toBeTruthy();
    expect(screen.getByText(/Delay 700 ms/)).toBeTruthy();
    await userEvent.click(screen.getByRole("switch", { name: "Audio only" }));
    expect(setAudioOnly).toHaveBeenCalledWith(true);
  });

  it("says that it still measures", () => {
    shown(<LineIndicator handle={handle({})} />);
    expect(screen.getByRole("button", { name: "Your connection: Measuring" })).toBeTruthy();
  });
});

describe("CallNotices", () => {
  it("says that a call goes on directly without the media server", () => {
    shown(<CallNotices call={call("unreachable")} handle={handle({ remotes: [remote(2)] })} />);
    expect(screen.getByText("Our media server does not answer")).toBeTruthy();
    expect(screen.getByText(/You see and hear each other as before/)).toBeTruthy();
  });

  it("says what to do when nobody is seen meanwhile", () => {
    const cut = handle({ problem: "unreachable", remotes: [remote(2, { state: "reconnecting" })] });
    shown(<CallNotices call={call(null)} handle={cut} />);
    expect(screen.getByText("This device cannot reach our media server")).toBeTruthy();
    expect(screen.getByText(/try another network/)).toBeTruthy();
  });

  it("offers voices only on a poor line, and the way back from them", async () => {
    const poor = handle({ line: slow });
    shown(<CallNotices call={call(null)} handle={poor} />);
    await userEvent.click(screen.getByRole("button", { name: "Audio only" }));
    expect(poor.setAudioOnly).toHaveBeenCalledWith(true);
    cleanup();
    const saving = handle({ line: slow, audioOnly: true });
    shown(<CallNotices call={call(null)} handle={saving} />);
    expect(screen.queryByRole("button", { name: "Audio only" })).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Turn pictures on" }));
    expect(saving.setAudioOnly).toHaveBeenCalledWith(false);
  });
});

describe("ManyStage", () => {
  const seen: { element: Element; tell: (isIntersecting: boolean) => void }[] = [];

  function stage(remotes: Remote[], change: Partial<CallHandle> = {}) {
    class Watcher {
      readonly told: (entries: { isIntersecting: boolean }[]) => void;
      constructor(told: (entries: { isIntersecting: boolean }[]) => void) {
        this.told = told;
      }
      observe(element: Element): void {
        seen.push({ element, tell: (isIntersecting) => this.told([{ isIntersecting }]) });
      }
      disconnect(): void {}
    }
    seen.length = 0;
    vi.stubGlobal("IntersectionObserver", Watcher);
    const held = handle({ remotes, ...change });
    return { ...shown(<ManyStage handle={held} serverOffset={0} />), held };
  }

  it("puts a pinned person on the stage, and back", async () => {
    const { container } = stage([remote(2), remote(3), remote(4)]);
    expect(container.querySelector("[data-spotlight]")).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Pin Guest 3" }));
    const first = container.querySelector("[data-spotlight] > div");
    expect(first?.querySelector("[data-participant-name]")?.getAttribute("data-participant-name")).toBe(
      "Guest 3",
    );
    await userEvent.click(screen.getByRole("button", { name: "Unpin Guest 3" }));
    expect(container.querySelector("[data-spotlight]")).toBeNull();
  });

  it("gives the stage to a shared screen, unless somebody is pinned", async () => {
    const { container } = stage([remote(2), remote(3, {}, { screen: true })]);
    const first = () => container.querySelector("[data-spotlight] > div [data-participant-name]");
    expect(first()?.hasAttribute("data-screen")).toBe(true);
    await userEvent.click(screen.getByRole("button", { name: "Pin Guest 2" }));
    expect(first()?.getAttribute("data-participant-name")).toBe("Guest 2");
  });

  it("tells which pictures are out of view", () => {
    const { held } = stage([remote(2), remote(3)]);
    seen[1]?.tell(false);
    expect(held.show).toHaveBeenLastCalledWith(3, "video", null);
  });

  it("marks who speaks and whose picture is saved or waits", () => {
    const { container } = stage([remote(2, { speaking: true }), remote(3, { starved: true })]);
    expect(container.querySelector("[data-speaking]")?.getAttribute("data-participant-name")).toBe("Guest 2");
    expect(screen.getByLabelText("The picture of Guest 3 waits for a better connection")).toBeTruthy();
    cleanup();
    stage([remote(2), remote(3)], { audioOnly: true });
    expect(screen.getByLabelText("The picture of Guest 2 is off: audio only")).toBeTruthy();
  });
});
