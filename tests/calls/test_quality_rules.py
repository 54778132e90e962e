"""When a line is told as bad, and when as good again."""

from __future__ import annotations

import pytest

from app.calls.quality_rules import Streak

LIMIT = 200.0


def after(*values: float) -> Streak:
    streak = Streak()
    for value in values:
        streak = streak.after(value, LIMIT)
    return streak


@pytest.mark.parametrize(
    ("values", "raises"),
    [
        ((201,), False),
        ((300, 300), False),
        ((300, 300, 300), True),
        ((300, 300, 100, 300), False),
        # At the limit, or a little under it, is neither bad nor good.
        ((200, 200, 200), False),
        ((300, 190, 300, 190, 300), True),
    ],
)
def test_a_line_is_bad_after_three_bad_samples(values, raises):
    assert after(*values).raises is raises


@pytest.mark.parametrize(
    ("values", "clears"),
    [
        ((100,) * 5, False),
        ((100,) * 6, True),
        ((100, 100, 100, 300, 100, 100, 100), False),
        ((170,) * 20, False),
        ((100, 100, 100, 170, 100, 100, 100), False),
    ],
)
def test_a_line_is_good_again_after_half_a_minute(values, clears):
    assert after(300, 300, 300, *values).clears is clears
