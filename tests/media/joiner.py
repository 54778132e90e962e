"""`python -m tests.media.joiner`: pages of a headless Chromium that join rooms of the media server.

Reads lines `NAME URL TOKEN` and writes lines `NAME connected`, `NAME failed` and `NAME disconnected`, until
its input ends. A process of its own: two Playwrights do not fit into one.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from playwright.async_api import BrowserContext, Error, async_playwright

from tests.services import system_packages

ROOT = Path(__file__).resolve().parents[2]
CLIENT = ROOT / "app/web/node_modules/livekit-client/dist/livekit-client.umd.js"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--disable-features=WebRtcHideLocalIpsWithMdns",
]
JOIN = """
async ([name, url, token]) => {
  const { Room, RoomEvent } = LivekitClient;
  const room = new Room();
  room.on(RoomEvent.Disconnected, () => tell(`${name} disconnected`));
  await room.connect(url, token, { autoSubscribe: false, maxRetries: 0 });
}
"""


def say(line: str) -> None:
    print(line, flush=True)


async def main() -> None:
    async with async_playwright() as playwright:
        chromium = system_packages.chromium()
        browser = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        context = await browser.new_context()
        say("ready")
        # Pages talk while we wait for the next line.
        while line := await asyncio.to_thread(sys.stdin.readline):
            await join(context, *line.split())


async def join(context: BrowserContext, name: str, url: str, token: str) -> None:
    page = await context.new_page()
    await page.expose_function("tell", say)
    await page.add_script_tag(path=str(CLIENT))
    try:
        await page.evaluate(JOIN, [name, url, token])
    except Error:
        say(f"{name} failed")
    else:
        say(f"{name} connected")


if __name__ == "__main__":
    asyncio.run(main())
