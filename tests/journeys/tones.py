"""Voices that can be told apart: each person's microphone is a tone of its own."""

from __future__ import annotations

from playwright.sync_api import Page

# Hertz. None is near a multiple of another, so that no distortion of one looks like another.
CLIENT, ATTENDANT, SUPERVISOR = 510.0, 830.0, 1370.0
# Decibels in the spectrum: a voice stands far above the first, and what is not there stays below the
# second. A voice that breaks off for a moment on a busy machine spreads over all tones, up to about -72.
PRESENT, ABSENT = -50.0, -65.0

# In place of the fake microphone, whose beeps have pauses of their own.
_TONE = """
{
  const withBeeps = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  let tone;
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    const stream = await withBeeps(wanted);
    if (!wanted.audio) return stream;
    tone ??= new AudioContext();
    await tone.resume();
    const output = tone.createMediaStreamDestination();
    const source = new OscillatorNode(tone, { frequency: HERTZ });
    source.connect(new GainNode(tone, { gain: 0.3 })).connect(output);
    source.start();
    for (const track of stream.getAudioTracks()) {
      track.stop();
      stream.removeTrack(track);
    }
    stream.addTrack(output.stream.getAudioTracks()[0]);
    return stream;
  };
}
"""

# Everything that any connection of the page receives (`watch.REMEMBER_CONNECTIONS` notes them), played or
# not: the loudest that each tone gets in the time given, or until all are loud enough.
_LISTEN = """
async ([tones, seconds, enough]) => {
  const context = new AudioContext({ sampleRate: 48000 });
  await context.resume();
  const analyser = new AnalyserNode(context, { fftSize: 16384, smoothingTimeConstant: 0 });
  const known = new Set();
  const players = [];
  const attach = () => {
    const receivers = openConnections.flatMap((one) => one.getReceivers());
    for (const { track } of receivers) {
      if (track.kind !== "audio" || track.readyState !== "live" || known.has(track)) continue;
      known.add(track);
      const stream = new MediaStream([track]);
      // Without an element that takes it, Chromium decodes nothing.
      const player = Object.assign(new Audio(), { muted: true, srcObject: stream });
      players.push(player);
      player.play();
      context.createMediaStreamSource(stream).connect(analyser);
    }
  };
  const spectrum = new Float32Array(analyser.frequencyBinCount);
  const width = context.sampleRate / analyser.fftSize;
  const levels = tones.map(() => -Infinity);
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end && levels.some((level) => level <= enough)) {
    attach();
    await new Promise((done) => setTimeout(done, 100));
    analyser.getFloatFrequencyData(spectrum);
    tones.forEach((hertz, at) => {
      const bin = Math.round(hertz / width);
      levels[at] = Math.max(levels[at], ...spectrum.slice(bin - 1, bin + 2));
    });
  }
  // A page may have only so many; the product's own must not be refused for want of room.
  for (const player of players) player.srcObject = null;
  await context.close();
  return levels.map((level) => Math.max(level, -200));
}
"""


def steady_tone(hertz: float) -> str:
    """A script for the pages of somebody who speaks in this tone."""
    return _TONE.replace("HERTZ", str(hertz))


def levels(page: Page, *tones: float, seconds: float = 2, enough: float = 0) -> list[float]:
    """How loud each tone reaches the page at its loudest, in decibels of the spectrum."""
    found: list[float] = page.evaluate(_LISTEN, [list(tones), seconds, enough])
    return found


def hears(page: Page, *tones: float) -> bool:
    return all(level > PRESENT for level in levels(page, *tones, seconds=5, enough=PRESENT))


def expect_never(page: Page, *tones: float, seconds: float = 3) -> None:
    """None of it arrives, however softly."""
    found = levels(page, *tones, seconds=seconds)
    assert all(level < ABSENT for level in found), found
