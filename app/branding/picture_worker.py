"""Turns an upload into the pictures that we serve, in a process of its own.

    python -m app.branding.picture_worker KIND FOLDER < UPLOAD

Decoders of pictures are where attackers look first, so this one has little memory and time, no
database and no keys. Everything is drawn anew: nothing of the upload's own bytes is served.
It prints the files that it wrote, as JSON, or why it refused.
"""

from __future__ import annotations

import io
import json
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps

from app.branding.svg import clean_svg, looks_like_svg, render_png

MEMORY_BYTES = 1536 * 1024 * 1024
CPU_SECONDS = 20
# A camera's picture has 12 to 50 million; a bomb of a few kilobytes has a thousand times more.
MAX_PIXELS = 50_000_000
MAX_SVG_BYTES = 512 * 1024
LOGO, MAIL_LOGO = (1024, 512), (480, 160)
LOGIN, BACKGROUND, SAMPLE = (2560, 1600), (1920, 1080), (240, 135)
ICONS = (64, 180, 192, 512)
Size = tuple[int, int]


class Refused(Exception):
    """The reason is one of `type`, `pixels` and `broken`."""


def main(kind: str, folder: Path) -> dict[str, Any]:
    content = sys.stdin.buffer.read()
    try:
        MAKERS[kind](content, folder)
    except Refused as refusal:
        return {"refused": str(refusal)}
    except (ValueError, OSError, SyntaxError, MemoryError):
        return {"refused": "broken"}
    return {"files": [_described(path) for path in sorted(folder.iterdir())]}


def make_logo(content: bytes, folder: Path) -> None:
    if looks_like_svg(content):
        drawing = _drawing(content)
        (folder / "logo.svg").write_bytes(drawing)
        picture = _decoded(render_png(drawing, LOGO[0]), ("PNG",))
    else:
        picture = _decoded(content, ("PNG", "JPEG"))
        _save(_fitted(picture, LOGO), folder / "logo.png")
    # Mail programs show no drawings.
    _save(_fitted(picture, MAIL_LOGO), folder / "mail.png")


def make_favicon(content: bytes, folder: Path) -> None:
    if looks_like_svg(content):
        drawing = _drawing(content)
        (folder / "icon.svg").write_bytes(drawing)
        picture = _decoded(render_png(drawing, ICONS[-1]), ("PNG",))
    else:
        picture = _decoded(content, ("PNG", "ICO"))
    for side in ICONS:
        _save(_square(picture, side), folder / f"icon-{side}.png")


def make_login(content: bytes, folder: Path) -> None:
    picture = _decoded(content, ("PNG", "JPEG"))
    _save(_fitted(_opaque(picture), LOGIN), folder / "login.jpg")


def make_background(content: bytes, folder: Path) -> None:
    picture = _opaque(_decoded(content, ("PNG", "JPEG")))
    _save(_fitted(picture, BACKGROUND), folder / "background.jpg")
    _save(ImageOps.fit(picture, SAMPLE), folder / "sample.jpg")


MAKERS: dict[str, Callable[[bytes, Path], None]] = {
    "logo": make_logo,
    "favicon": make_favicon,
    "login": make_login,
    "background": make_background,
}


def _drawing(content: bytes) -> bytes:
    if len(content) > MAX_SVG_BYTES:
        raise Refused("pixels")
    return clean_svg(content)


def _decoded(content: bytes, formats: tuple[str, ...]) -> Image.Image:
    try:
        picture = Image.open(io.BytesIO(content), formats=formats)
    except Image.UnidentifiedImageError as error:
        raise Refused("type") from error
    except Image.DecompressionBombError as error:
        raise Refused("pixels") from error
    # Told by the head of the file, before anything is decoded.
    if picture.width * picture.height > MAX_PIXELS:
        raise Refused("pixels")
    return ImageOps.exif_transpose(picture).convert("RGBA")


def _opaque(picture: Image.Image) -> Image.Image:
    paper = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(paper, picture).convert("RGB")


def _fitted(picture: Image.Image, size: Size) -> Image.Image:
    """Smaller where it is larger, never larger."""
    copy = picture.copy()
    copy.thumbnail(size, Image.Resampling.LANCZOS)
    return copy


def _square(picture: Image.Image, side: int) -> Image.Image:
    return ImageOps.pad(picture, (side, side), color=(0, 0, 0, 0))


def _save(picture: Image.Image, path: Path) -> None:
    if path.suffix == ".jpg":
        picture.save(path, "JPEG", quality=86, optimize=True, progressive=True)
    else:
        picture.save(path, "PNG", optimize=True)


def _described(path: Path) -> dict[str, Any]:
    described: dict[str, Any] = {"name": path.name, "size": path.stat().st_size}
    if path.suffix == ".svg":
        return described | {"type": "image/svg+xml", "width": None, "height": None}
    with Image.open(path) as picture:
        width, height = picture.size
        return described | {
            "type": f"image/{str(picture.format).lower()}",
            "width": width,
            "height": height,
        }


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))


if __name__ == "__main__":
    _limit()
    sys.stdout.write(json.dumps(main(sys.argv[1], Path(sys.argv[2]))))
