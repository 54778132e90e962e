"""Which built files a page needs, from the manifest that Vite writes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from app.core.errors import Problem

DIST = Path(__file__).parent / "dist"
MANIFEST = "manifest.json"
ADDRESS = "/assets/"


class PagesNotBuilt(Problem):
    status = 503
    slug = "pages-not-built"
    title = "The pages are not built yet"


@dataclass(frozen=True)
class PageAssets:
    """Addresses of an entry's script, of the modules that it imports at once, and of its styles."""

    script: str = ""
    modules: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()


def page_assets(entry: str, font: str) -> PageAssets:
    """The files of an entry (`src/people.tsx`) and of a font; raises PagesNotBuilt."""
    manifest = _manifest()
    if entry not in manifest:
        raise _not_built(entry)
    chunks = _imported(manifest, entry)
    styles = [style for chunk in chunks for style in chunk.get("css", [])]
    return PageAssets(
        script=ADDRESS + chunks[0]["file"],
        modules=tuple(ADDRESS + chunk["file"] for chunk in chunks[1:]),
        styles=tuple(ADDRESS + file for file in (*_faces(manifest, font), *dict.fromkeys(styles))),
    )


def font_alone(font: str) -> PageAssets:
    """For a page without scripts, which can do without a build."""
    try:
        return PageAssets(styles=tuple(ADDRESS + file for file in _faces(_manifest(), font)))
    except PagesNotBuilt:
        return PageAssets()


def _faces(manifest: dict[str, Any], font: str) -> list[str]:
    face = manifest.get(f"src/shared/fonts/{font}.css", {})
    return [face["file"]] if face.get("file", "").endswith(".css") else face.get("css", [])


def _imported(manifest: dict[str, Any], entry: str) -> list[dict[str, Any]]:
    """The entry's chunk and, breadth first, every chunk that it imports statically."""
    keys = [entry]
    for key in keys:
        keys += [name for name in manifest[key].get("imports", []) if name not in keys]
    return [manifest[key] for key in keys]


def _manifest() -> dict[str, Any]:
    path = DIST / MANIFEST
    try:
        return _parsed(path.stat().st_mtime_ns)
    except FileNotFoundError as error:
        raise _not_built(MANIFEST) from error


@lru_cache(maxsize=1)
def _parsed(_modified: int) -> dict[str, Any]:
    """Read once for each build."""
    return json.loads((DIST / MANIFEST).read_text())


def _not_built(missing: str) -> PagesNotBuilt:
    return PagesNotBuilt(f"Run `npm run build` in app/web; its result lacks {missing}.")
