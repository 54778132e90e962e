"""Browser windows, each with cookies of its own, closed at the end of a journey."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

# A phone for what is looked at on a desk, and the other way round: widths in pixels.
OTHER_SIZE = {"desktop": 390, "phone": 1440}
PATIENCE_MS = 60_000
SIZES: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1440, "height": 900}},
    "phone": {
        "viewport": {"width": 390, "height": 844},
        "is_mobile": True,
        "has_touch": True,
        "device_scale_factor": 2,
    },
}
# A machine that encodes every picture of a call by itself must not be too busy to show them.
SMALL_PICTURES = """
{
  const small = { width: 320, height: 180, frameRate: 15 };
  // Absent from pages that came without encryption.
  const devices = navigator.mediaDevices;
  const getUserMedia = devices?.getUserMedia.bind(devices);
  if (devices)
    devices.getUserMedia = (wanted) =>
      getUserMedia({ ...wanted, video: wanted.video && { ...wanted.video, ...small } });
}
"""
LOCALES = {"en": "en-US", "pt-BR": "pt-BR"}


class Windows(ExitStack):
    """`complaints` are errors of scripts and of the content policy; a good journey has none.

    `script` runs in the pages of the windows that are opened from now on, before their own scripts, and
    `cameras` in those of all of them.
    """

    def __init__(self, browser: Browser, cameras: str = "") -> None:
        super().__init__()
        self.browser = browser
        self.cameras = cameras
        self.complaints: list[str] = []
        self.script = ""

    def open(self, language: str, size: str = "desktop") -> BrowserContext:
        # Nothing moves on a screen that is checked or pictured.
        options = SIZES[size] | {"locale": LOCALES[language], "reduced_motion": "reduce"}
        context = self.browser.new_context(**options)
        context.set_default_timeout(PATIENCE_MS)
        self.callback(context.close)
        for script in filter(None, (self.cameras, self.script)):
            context.add_init_script(script)
        return context

    def page(self, context: BrowserContext) -> Page:
        page = context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._note)
        return page

    def _note(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.complaints.append(message.text)
