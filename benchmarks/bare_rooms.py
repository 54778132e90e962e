"""A page with nothing but livekit-client: what the product's media server figures are held against."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from tests.journeys.media.rooms import Rooms
from tests.services.front_end import WEB
from tests.services.media_server import MediaServer

_LIBRARY = WEB / "node_modules" / "livekit-client" / "dist" / "livekit-client.umd.js"
# From the tickets in hand to the first frame, and the longest time between two frames after it.
_MEET = """
async ([from, to, seconds]) => {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
  const [one, two] = [new LivekitClient.Room({ dynacast: true }), new LivekitClient.Room()];
  const video = document.createElement("video");
  Object.assign(video, { muted: true, autoplay: true });
  document.body.append(video);
  const start = performance.now();
  const frame = new Promise((resolve) =>
    video.requestVideoFrameCallback(() => resolve(performance.now() - start)));
  two.on("trackSubscribed", (track) => track.kind === "video" && track.attach(video));
  await Promise.all([one.connect(from.url, from.token), two.connect(to.url, to.token)]);
  for (const track of stream.getTracks()) {
    await one.localParticipant.publishTrack(track, { simulcast: true });
  }
  const first_ms = await frame;
  let last = 0;
  let gap_ms = 0;
  const note = (now, { presentationTime }) => {
    if (last) gap_ms = Math.max(gap_ms, presentationTime - last);
    last = presentationTime;
    video.requestVideoFrameCallback(note);
  };
  video.requestVideoFrameCallback(note);
  await new Promise((done) => setTimeout(done, seconds * 1000));
  await Promise.all([one.disconnect(), two.disconnect()]);
  for (const track of stream.getTracks()) track.stop();
  video.remove();
  return { first_ms, gap_ms };
}
"""


def meet(page: Page, server: MediaServer, seconds: float = 0) -> dict[str, Any]:
    """Two rooms of one page: `first_ms` to the first frame, `gap_ms` the longest gap in `seconds`."""
    rooms = Rooms(server)
    rooms.open()
    # By the debugger: the page's own policy lets no foreign script in.
    page.evaluate(_LIBRARY.read_text())
    told: dict[str, Any] = page.evaluate(_MEET, [rooms.ticket(1), rooms.ticket(2), seconds])
    return told
