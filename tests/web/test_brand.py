"""Colours that can be read, for any colours that a company chooses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.web.brand import READABLE_RATIO, black_or_white, contrast, favicon, readable
from tenants.brand import Brand

colors = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000", "#ffffff", 21), ("#777777", "#fff", 4.48), ("#1d4ed8", "#1d4ed8", 1)],
)
def test_contrast_is_that_of_wcag(one, other, ratio) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(other, one) == contrast(one, other)


@given(background=colors)
def test_there_is_text_for_every_background(background) -> None:
    assert contrast(black_or_white(background), background) >= READABLE_RATIO


@given(color=colors, background=colors)
def test_a_chosen_colour_stays_where_it_can_be_read(color, background) -> None:
    shown = readable(color, on=background)
    assert contrast(shown, background) >= READABLE_RATIO
    assert shown == color or contrast(color, background) < READABLE_RATIO


def test_a_brand_without_an_icon_shows_its_initial() -> None:
    icon = favicon(Brand(name="<élan", primary="#ffdd00"))
    assert icon.startswith("data:image/svg+xml,")
    assert "%23ffdd00" in icon
    assert "%26lt%3B" in icon
