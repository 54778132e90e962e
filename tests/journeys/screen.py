"""What every page has in common: things are found by the names that people read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.journeys.words import Words
from tests.services.front_end import WEB

AXE = WEB / "node_modules" / "axe-core" / "axe.min.js"
_SETTLED = """
() => document.getAnimations().every((one) =>
  one.playState !== "running" || one.effect?.getComputedTiming().endTime === Infinity)
"""
_COMPLAINTS = """
async () => {
  const { violations } = await axe.run(document, { resultTypes: ["violations"] });
  return violations.map(({ id, nodes }) => [id, ...nodes.map(({ html, failureSummary }) =>
    `${html.slice(0, 200)} ${failureSummary}`)]);
}
"""


@dataclass
class Screen:
    """`shots` is a folder for pictures of the screens, or None; `touch` means a phone."""

    page: Page
    words: Words
    shots: Path | None
    touch: bool = False

    def say(self, english: str, **values: object) -> str:
        return self.words(english, **values)

    def button(self, label: str, within: Locator | None = None, **values: object) -> Locator:
        place = within or self.page
        return place.get_by_role("button", name=self.say(label, **values), exact=True)

    def press(self, label: str, within: Locator | None = None, **values: object) -> None:
        self.push(self.button(label, within, **values))

    def push(self, target: Locator) -> None:
        """With a finger or a mouse."""
        if self.touch:
            target.tap()
        else:
            target.click()

    def press_link(self, label: str, **values: object) -> None:
        """What looks like a button and leads to another page."""
        self.push(self.page.get_by_role("link", name=self.say(label, **values), exact=True))

    def field(self, label: str, within: Locator | None = None) -> Locator:
        """A field to write in, also one that offers choices while one writes."""
        place, name = within or self.page, self.say(label)
        written = place.get_by_role("textbox", name=name, exact=True)
        return written.or_(place.get_by_role("combobox", name=name, exact=True))

    def text(self, english: str, **values: object) -> Locator:
        return self.page.get_by_text(self.say(english, **values), exact=True)

    def dialog(self, name: str, **values: object) -> Locator:
        return self.page.get_by_role("dialog", name=self.say(name, **values))

    def expect_text(self, english: str, **values: object) -> None:
        expect(self.text(english, **values).first).to_be_visible()

    def expect_accessible(self, *widths: int) -> None:
        """axe finds nothing on the screen as it is, nor at these other widths."""
        self._expect_no_complaints()
        size = self.page.viewport_size
        assert size
        for width in widths:
            self.page.set_viewport_size({"width": width, "height": size["height"]})
            self._expect_no_complaints()
            self.page.set_viewport_size(size)

    def _expect_no_complaints(self) -> None:
        # A tooltip under the mouse belongs to no landmark, and hides what is judged.
        self.page.mouse.move(0, 0)
        expect(self.page.get_by_role("tooltip")).to_have_count(0)
        if not self.page.evaluate("() => 'axe' in window"):
            # By the debugger: the page's own policy lets no foreign script in.
            self.page.evaluate(AXE.read_text())
        self.page.wait_for_function(_SETTLED)
        complaints: list[Any] = self.page.evaluate(_COMPLAINTS)
        assert not complaints, complaints

    def shoot(self, name: str) -> None:
        """A picture for README and docs, when they are asked for."""
        if self.shots:
            self.page.wait_for_function(_SETTLED)
            self.page.screenshot(path=self.shots / f"{name}.png")
