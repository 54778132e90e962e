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
LOCALES = {"en": "en-US", "pt-BR": "pt-BR"}


class Windows(ExitStack):
    """`complaints` are errors of scripts and of the content policy; a good journey has none.

    `script` runs in the pages of the windows that are opened from now on, before their own scripts.
    """

    def __init__(self, browser: Browser) -> None:
        super().__init__()
        self.browser = browser
        self.complaints: list[str] = []
        self.script = ""

    def open(self, language: str, size: str = "desktop") -> BrowserContext:
        # Nothing moves on a screen that is checked or pictured.
        options = SIZES[size] | {"locale": LOCALES[language], "reduced_motion": "reduce"}
        context = self.browser.new_context(**options)
        context.set_default_timeout(PATIENCE_MS)
        self.callback(context.close)
        if self.script:
            context.add_init_script(self.script)
        return context

    def page(self, context: BrowserContext) -> Page:
        page = context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._note)
        return page

    def _note(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.complaints.append(message.text)
