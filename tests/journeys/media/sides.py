"""What a person on one side of a call sees, hears and presses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.patience import eventually

PATIENCE_SECONDS = 60

# Two readings of the picture, scaled down, that differ in more than noise.
_MOVES = """
([video, least]) => new Promise((done) => {
  const canvas = new OffscreenCanvas(64, 36);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const read = () => {
    context.drawImage(video, 0, 0, 64, 36);
    return context.getImageData(0, 0, 64, 36).data;
  };
  if (video.videoWidth === 0) return done(false);
  const before = read();
  const compare = () => {
    const after = read();
    const changed = after.filter((value, at) => Math.abs(value - before[at]) > 24).length;
    done(changed >= least);
  };
  if (video.requestVideoFrameCallback) {
    let frames = 0;
    const next = () => (++frames < 8 ? video.requestVideoFrameCallback(next) : compare());
    video.requestVideoFrameCallback(next);
    setTimeout(compare, 1500);
  }
})
"""

# Listens to the other side's voice: resolves with true once it is louder than `heard`, or once it
# has stayed below `silent` for a while, whichever is asked for; with the last peak when neither comes.
_LISTEN = """
async ([audio, { heard, silent, quietFor, within }]) => {
  const context = new AudioContext();
  await context.resume();
  const analyser = context.createAnalyser();
  analyser.fftSize = 8192;
  context.createMediaStreamSource(new MediaStream(audio.srcObject.getAudioTracks())).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const start = performance.now();
  let quietSince = start;
  let peak = 0;
  let found = false;
  while (!found && performance.now() - start < within) {
    await new Promise((done) => setTimeout(done, 50));
    analyser.getFloatTimeDomainData(samples);
    peak = Math.max(...samples.map(Math.abs));
    if (peak > silent) quietSince = performance.now();
    found = heard ? peak > heard : performance.now() - quietSince > quietFor;
  }
  await context.close();
  return found || peak;
}
"""
_LISTENING = {"heard": 0.02, "silent": 0.001, "quietFor": 1500, "within": 15_000}


@dataclass
class Side:
    page: Page
    other: str

    @property
    def remote(self) -> Locator:
        """The other person's face."""
        return self.page.locator(f"[data-participant-name='{self.other}']:not([data-screen])")

    @property
    def remote_screen(self) -> Locator:
        return self.page.locator(f"[data-participant-name='{self.other}'][data-screen]")

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def video(self, tile: Locator | None = None) -> Locator:
        """The picture that shows; one that is still to replace it lies behind."""
        return (tile or self.remote).locator("video:not([aria-hidden])")

    def expect_picture(self, tile: Locator | None = None) -> None:
        """Looks anew each time: a tile that changes its place gets another element."""
        video = self.video(tile)
        eventually(lambda: video.evaluate("(video) => video.videoWidth"), PATIENCE_SECONDS)

    def expect_moving(self, tile: Locator | None = None) -> None:
        expect(self.video(tile)).to_be_attached()
        eventually(lambda: self.sees_moving(tile), PATIENCE_SECONDS)

    def sees_moving(self, tile: Locator | None = None) -> bool:
        """Waits for a first frame, then whether the pixels change."""
        self.expect_picture(tile)
        return bool(self.page.evaluate(_MOVES, [self.video(tile).element_handle(), 4]))

    def hears(self) -> bool | float:
        """True once the other side's voice is there, else how loud it was last."""
        return self._listen(_LISTENING)

    def hears_nothing(self) -> bool | float:
        """True once a beep that comes twice a second stays away."""
        return self._listen(_LISTENING | {"heard": 0})

    def _listen(self, options: dict[str, float]) -> bool | float:
        handle = self.page.locator("audio[data-remote-sound]").element_handle()
        return self.page.evaluate(_LISTEN, [handle, options])

    def change_call(self, change: dict[str, Any]) -> None:
        """What the server would decide."""
        self.page.evaluate("(change) => loopback.socket.change(change)", change)

    def break_connection(self) -> None:
        """Closes the peer connection under the engine, which is not told of it."""
        self.page.evaluate("openConnections.at(-1).close()")

    def cut_socket(self, cut: bool) -> None:
        self.page.evaluate("(cut) => loopback.socket.cut(cut)", cut)
