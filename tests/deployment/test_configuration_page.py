"""The page of settings names what the code reads."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_names_every_setting_and_no_other():
    code = (ROOT / "app/core/config.py").read_text() + (ROOT / "app/serving.py").read_text()
    read = set(re.findall(r'(?:env\.\w+|environ\.get)\(\s*"([A-Z0-9_]+)"', code))
    rows = re.findall(
        r"^\| (`[^|]*) \|", (ROOT / "docs/configuration.md").read_text(), re.MULTILINE
    )
    named = {name for row in rows for name in re.findall(r"`([A-Z0-9_]+)`", row)}
    assert named == read
