"""The versions of the terms that people accept. The newest comes last and is asked for now."""

from __future__ import annotations

VERSIONS = ("2026-11",)
CURRENT = VERSIONS[-1]
