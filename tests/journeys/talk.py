"""The picture and the sound of a call, as both sides get them."""

from __future__ import annotations

from collections.abc import Iterable

from playwright.sync_api import Page

from tests.journeys.media.sides import Side

# Notes the longest time between two frames of a picture, until it is read.
_WATCH = """
(video) => {
  window.watched = { last: performance.now(), worst: 0, frames: 0 };
  const note = () => {
    const now = performance.now();
    watched.worst = Math.max(watched.worst, now - watched.last);
    watched.last = now;
    watched.frames += 1;
    video.requestVideoFrameCallback(note);
  };
  video.requestVideoFrameCallback(note);
}
"""
_WORST_GAP = "() => Math.max(watched.worst, performance.now() - watched.last) / 1000"


def expect_talking(*sides: Side) -> None:
    """Each side sees the other move and hears them."""
    for side in sides:
        side.expect_moving()
        assert side.hears() is True


class FrameWatch:
    """Counts the frames of a remote picture from now on."""

    def __init__(self, sides: Iterable[Side]) -> None:
        self.pages: list[Page] = []
        for side in sides:
            handle = side.video().element_handle()
            side.page.evaluate(_WATCH, handle)
            self.pages.append(side.page)

    def expect_frames(self, more: int) -> None:
        """That many more frames arrive on every side."""
        for page in self.pages:
            aim = page.evaluate("() => watched.frames") + more
            page.wait_for_function("(aim) => watched.frames >= aim", arg=aim)

    def worst_gap_seconds(self) -> float:
        return max(page.evaluate(_WORST_GAP) for page in self.pages)
