import { MantineProvider } from "@mantine/core";
import { act, cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { startI18n } from "../i18n";
import { LocalMedia } from "../media/local";
import { fileProblem, fileSize, MOST_BYTES } from "./attachments";
import { CallSound } from "./CallSound";
import { ChatPanel } from "./ChatPanel";
import { nearestCorner } from "./OwnPicture";
import type { CallParticipant, ChatMessage } from "./types";
import type { CallHandle } from "./useCall";
import { VideoTile } from "./VideoTile";

const shown = (part: ReactNode) => render(<MantineProvider env="test">{part}</MantineProvider>);

beforeAll(async () => {
  // The growing text field measures itself when fonts arrive, which this DOM does not know.
  Object.defineProperty(document, "fonts", { value: new EventTarget() });
  await startI18n("call");
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const ana: CallParticipant = {
  id: 2,
  kind: "attendant",
  name: "Ana Prado",
  connected: true,
  connection: "c",
  reconnect_deadline: null,
  microphone: true,
  camera: true,
  screen: false,
};

describe("VideoTile", () => {
  it("names the participant around a video", () => {
    const { container } = shown(<VideoTile name="Ana Prado" stream={null} camera microphone />);
    expect(container.querySelector("[data-participant-name='Ana Prado'] video")).not.toBeNull();
  });

  it("counts down by the server's clock", () => {
    vi.useFakeTimers({ now: 1_000_000 });
    const deadline = new Date(1_050_000).toISOString();
    const tile = { name: "Ana", stream: null, camera: true, microphone: true, deadline };
    shown(<VideoTile {...tile} serverOffset={20_000} />);
    expect(screen.getByText("Reconnecting")).toBeTruthy();
    expect(screen.getByRole("timer").textContent).toBe("30 s");
    act(() => void vi.advanceTimersByTime(5_000));
    expect(screen.getByRole("timer").textContent).toBe("25 s");
    act(() => void vi.advanceTimersByTime(60_000));
    expect(screen.getByRole("timer").textContent).toBe("0 s");
  });

  it("says what is off", () => {
    shown(<VideoTile name="Ana" stream={null} camera={false} microphone={false} />);
    expect(screen.getByLabelText("The camera of Ana is off")).toBeTruthy();
    expect(screen.getByLabelText("Ana is muted")).toBeTruthy();
  });
});

describe("CallSound", () => {
  const media = { id: 2, stream: new MediaStream(), screen: null, state: "connected", quality: null };
  const handle = {
    phase: { name: "joined" },
    local: new LocalMedia(),
    remotes: [{ participant: ana, media }],
    takeBack: () => undefined,
  } as unknown as CallHandle;

  it("asks for a press when the browser keeps the sound off, and plays after it", async () => {
    const play = vi.spyOn(HTMLMediaElement.prototype, "play");
    play.mockRejectedValueOnce(new DOMException("", "NotAllowedError")).mockResolvedValue();
    shown(<CallSound handle={handle} />);
    await userEvent.click(await screen.findByRole("button", { name: "Turn sound on" }));
    expect(screen.queryByRole("button", { name: "Turn sound on" })).toBeNull();
    expect(play.mock.calls.length).toBeGreaterThan(1);
  });
});

describe("ChatPanel", () => {
  const message = (id: number, text: string): ChatMessage => ({
    id,
    from: { participant_id: 2, name: "Ana Prado", kind: "attendant" },
    text,
    attachment: null,
    sent_at: "2026-11-24T22:00:00Z",
  });
  const upload = vi.fn(() => ({ done: Promise.resolve(), cancel: () => undefined }));
  const panel = (onSend: (text: string) => Promise<unknown>, messages: ChatMessage[] = []) =>
    shown(<ChatPanel messages={messages} me={1} onSend={onSend} upload={upload} attachmentUrl={() => "#"} />);

  it("sends by Enter and keeps a message that could not be sent", async () => {
    const send = vi.fn().mockResolvedValueOnce(undefined).mockRejectedValueOnce(new Error("offline"));
    panel(send);
    const field = screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Message" });
    await userEvent.type(field, " Hello {Enter}");
    expect(send).toHaveBeenCalledWith("Hello");
    expect(field.value).toBe("");
    await userEvent.type(field, "Again{Enter}");
    expect((await screen.findByRole("alert")).textContent).toContain("not sent");
    expect(field.value).toBe("Again");
  });

  it("names the writer once for lines that follow each other", () => {
    panel(async () => undefined, [message(1, "One"), message(2, "Two")]);
    expect(screen.getAllByText("Ana Prado")).toHaveLength(1);
  });

  it("does not send what is not allowed", async () => {
    const { container } = panel(async () => undefined);
    const input = container.querySelector("input[type=file]") as HTMLInputElement;
    await userEvent.upload(input, new File(["x"], "run.exe"), { applyAccept: false });
    expect((await screen.findByRole("alert")).textContent).toContain("cannot be sent");
    expect(upload).not.toHaveBeenCalled();
  });
});

describe("files", () => {
  it.each([
    ["bill.PDF", 10, null],
    ["run.exe", 10, "wrongType"],
    ["bill.pdf", 0, "emptyFile"],
    ["bill.pdf", MOST_BYTES + 1, "tooLarge"],
  ] as const)("%s of %d bytes: %s", (name, size, problem) => {
    expect(fileProblem({ name, size })).toBe(problem);
  });

  it("have a size that people read", () => {
    expect([500, 84_000, 20_500_000].map((size) => fileSize(size, "en"))).toEqual([
      "500 byte",
      "84 kB",
      "20.5 MB",
    ]);
  });
});

describe("the own picture", () => {
  it("goes to the corner where it is dropped", () => {
    const box = { left: 100, top: 0, width: 400, height: 200 };
    expect(nearestCorner(box, { x: 120, y: 20 })).toBe("top-left");
    expect(nearestCorner(box, { x: 480, y: 190 })).toBe("bottom-right");
  });
});
