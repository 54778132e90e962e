"""People in a room of the media server: each sends one plain colour and one tone.

A camera of no colour is on and sends nothing, as over a line that is too bad.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from media.tickets import join_ticket

# What a person's camera shows.
SHADES = {"red": "#c02020", "green": "#20b040", "blue": "#2030c0", "none": None}
ROOT = Path(__file__).resolve().parents[3]
LIBRARY = ROOT / "app/web/node_modules/livekit-client/dist/livekit-client.umd.js"
_JOIN = """
async ([url, token, color, hertz]) => {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: 640, height: 360 });
  const brush = canvas.getContext("2d");
  let turn = 0;
  if (color) setInterval(() => {
    brush.fillStyle = color;
    brush.fillRect(0, 0, 640, 360);
    // Something moves, or nothing would be sent.
    brush.fillStyle = "#808080";
    brush.fillRect((turn += 4) % 640, 350, 8, 8);
  }, 50);
  const context = new AudioContext();
  await context.resume();
  const output = context.createMediaStreamDestination();
  const tone = new OscillatorNode(context, { frequency: hertz });
  tone.connect(new GainNode(context, { gain: 0.2 })).connect(output);
  tone.start();
  const { Room, Track } = LivekitClient;
  window.room = new Room();
  await room.connect(url, token);
  await room.localParticipant.publishTrack(canvas.captureStream(20).getVideoTracks()[0],
    { source: Track.Source.Camera, simulcast: false });
  await room.localParticipant.publishTrack(output.stream.getAudioTracks()[0],
    { source: Track.Source.Microphone, dtx: false });
}
"""


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        is_library = self.path == "/library.js"
        content = LIBRARY.read_bytes() if is_library else b'<script src="/library.js"></script>'
        self.send_response(200)
        self.send_header("Content-Type", "text/javascript" if is_library else "text/html")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        """Nobody reads it."""


@dataclass
class Caller:
    page: Page
    identity: str
    color: str
    hertz: int

    def sees(self) -> list[str]:
        """Who else is there, as far as this person can tell."""
        return self.page.evaluate("() => [...room.remoteParticipants.keys()]")

    def leave(self) -> None:
        self.page.evaluate("() => room.disconnect()")
        self.page.close()


class Callers:
    def __init__(self, browser: Browser) -> None:
        self._context = browser.new_context()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def join(self, room: str, identity: str, color: str, hertz: int) -> Caller:
        page = self._context.new_page()
        page.goto(f"http://127.0.0.1:{self._server.server_port}/")
        ticket = join_ticket(room, identity, name=identity, publish=True)
        page.evaluate(_JOIN, [ticket.url, ticket.token, SHADES[color], hertz])
        return Caller(page, identity, color, hertz)

    def close(self) -> None:
        self._context.close()
        self._server.shutdown()
        self._server.server_close()
