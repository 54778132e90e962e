"""Watches the picture and the sound that a page plays, frame by frame and sample by sample."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.media.sides import Side
from tests.journeys.tones import steady_tone
from tests.journeys.windows import SMALL_PICTURES, Windows
from tests.patience import eventually

# Lets a test reach what the engine keeps to itself.
REMEMBER_CONNECTIONS = """
window.openConnections = [];
window.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(config) {
    super(config);
    openConnections.push(this);
  }
  get isDirect() {
    // Only connections between two browsers agree on this channel.
    return this.direct === true;
  }
  createDataChannel(label, options) {
    this.direct ||= label === "farewell";
    return super.createDataChannel(label, options);
  }
};
"""
# Whether a connection from browser to browser is up.
DIRECT = "openConnections.some((one) => one.isDirect && one.connectionState === 'connected')"

# Whichever element is in front counts. Frames are drawn by the browser's compositor, whatever the page's
# own thread does: a call that comes late tells how many frames were shown since the one before.
_WATCH_PICTURE = """
(name) => {
  const tile = () => document.querySelector(`[data-participant-name="${name}"]:not([data-screen])`);
  const picture = { last: performance.now(), worst: 0, frames: 0, videos: 0 };
  const known = new Set();
  const follow = (video) => {
    known.add(video);
    picture.videos += 1;
    let shown = 0;
    const note = (now, { presentationTime, presentedFrames }) => {
      const frames = shown ? presentedFrames - shown : 1;
      shown = presentedFrames;
      if (!video.ariaHidden && video.isConnected) {
        picture.worst = Math.max(picture.worst, (presentationTime - picture.last) / frames);
        picture.last = presentationTime;
        picture.frames += frames;
      }
      video.requestVideoFrameCallback(note);
    };
    video.requestVideoFrameCallback(note);
  };
  const look = () => {
    for (const video of tile()?.querySelectorAll("video") ?? []) if (!known.has(video)) follow(video);
  };
  look();
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true });
  window.watchedPicture = picture;
}
"""

# Measures in the audio thread, so that a busy page cannot miss a gap. A run of silence is told when it
# ends, and the loudest block shows whether a voice was heard twice.
_WATCH_SOUND = """
async () => {
  const code = `registerProcessor("gaps", class extends AudioWorkletProcessor {
    constructor() {
      super();
      this.silent = 0;
      this.heard = false;
      this.worst = 0;
      this.loudest = 0;
      this.port.onmessage = () => this.port.postMessage([Math.max(this.worst, this.silent), this.loudest]);
    }
    process([[input]]) {
      const power = input ? input.reduce((sum, value) => sum + value * value, 0) / input.length : 0;
      const level = Math.sqrt(power);
      if (level > 0.01) {
        this.heard = true;
        this.worst = Math.max(this.worst, this.silent);
        this.silent = 0;
        this.loudest = Math.max(this.loudest, level);
      } else if (this.heard) this.silent += 128000 / sampleRate;
      return true;
    }
  })`;
  const context = new AudioContext();
  await context.resume();
  await context.audioWorklet.addModule(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
  const gaps = new AudioWorkletNode(context, "gaps");
  const known = new Map();
  const follow = (audio) => {
    if (!audio.srcObject?.getAudioTracks().length) return;
    const volume = new GainNode(context, { gain: 0 });
    context.createMediaStreamSource(audio.srcObject).connect(volume).connect(gaps);
    known.set(audio, volume);
  };
  const look = () => {
    for (const audio of document.querySelectorAll("audio")) if (!known.has(audio)) follow(audio);
    for (const [audio, volume] of known) volume.gain.value = audio.isConnected && !audio.muted ? 1 : 0;
  };
  look();
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
  setInterval(look, 50);
  window.watchedSound = () => new Promise((resolve) => {
    gaps.port.onmessage = ({ data }) => resolve(data);
    gaps.port.postMessage("tell");
  });
}
"""
_PICTURE = "() => ({ ...watchedPicture, open: performance.now() - watchedPicture.last })"


class GapWatch:
    """From now on, on every side; seconds."""

    def __init__(self, sides: Iterable[Side]) -> None:
        self.sides = list(sides)
        for side in self.sides:
            side.page.evaluate(_WATCH_PICTURE, side.other)
            side.page.evaluate(_WATCH_SOUND)
        # Voices are there before they are listened to; the listening takes a moment to begin.
        self.usual = [eventually(partial(self._loudest, side)) for side in self.sides]

    def frames(self, more: int) -> None:
        """That many more frames are shown on every side."""
        for side in self.sides:
            aim = side.page.evaluate("() => watchedPicture.frames") + more
            side.page.wait_for_function("(aim) => watchedPicture.frames >= aim", arg=aim)

    def worst_picture(self) -> float:
        seen = [side.page.evaluate(_PICTURE) for side in self.sides]
        return max(max(one["worst"], one["open"]) for one in seen) / 1000

    def worst_silence(self) -> float:
        return max(self._sound(side)[0] for side in self.sides) / 1000

    def loudest(self) -> list[float]:
        """The loudest moment of each side."""
        return [self._loudest(side) for side in self.sides]

    def elements(self) -> list[int]:
        """How many elements have shown the other's picture."""
        return [side.page.evaluate("() => watchedPicture.videos") for side in self.sides]

    def _loudest(self, side: Side) -> float:
        return self._sound(side)[1]

    def _sound(self, side: Side) -> list[float]:
        told: list[float] = side.page.evaluate("() => watchedSound()")
        return told


class WatchedWindows(Windows):
    """Everybody has a steady voice, and the watch's own script may run beside the product's."""

    def __init__(self, browser: Browser) -> None:
        super().__init__(browser, SMALL_PICTURES)

    def open(self, language: str, size: str = "desktop") -> BrowserContext:
        context = super().open(language, size)
        context.add_init_script(steady_tone(440))
        context.add_init_script(REMEMBER_CONNECTIONS)
        return context

    def page(self, context: BrowserContext) -> Page:
        page = super().page(context)
        context.new_cdp_session(page).send("Page.setBypassCSP", {"enabled": True})
        return page
