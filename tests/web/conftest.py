"""A small front end, as a build leaves it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.web import manifest

MANIFEST = {
    "src/people.tsx": {
        "file": "people-a1.js",
        "isEntry": True,
        "imports": ["_react-b2.js"],
        "dynamicImports": ["src/workstation/WorkstationPage.tsx"],
        "css": ["people-c3.css"],
    },
    "src/staff.tsx": {"file": "staff-d4.js", "isEntry": True, "imports": ["_react-b2.js"]},
    "_react-b2.js": {"file": "react-b2.js", "imports": ["_texts-e5.js"], "css": ["react-f6.css"]},
    "_texts-e5.js": {"file": "texts-e5.js", "imports": ["_react-b2.js"]},
    "src/workstation/WorkstationPage.tsx": {"file": "WorkstationPage-g7.js"},
    "src/shared/fonts/inter.css": {"file": "inter-h8.css", "isEntry": True},
    "src/shared/fonts/lato.css": {"file": "lato-i9.css", "isEntry": True},
}


@pytest.fixture
def dist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(manifest, "DIST", tmp_path)
    (tmp_path / manifest.MANIFEST).write_text(json.dumps(MANIFEST))
    (tmp_path / "people-a1.js").write_text("console.log('people');")
    return tmp_path
