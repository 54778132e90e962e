"""Drawings without anything that acts or leads elsewhere."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import py_svg_hush
import resvg_py

NAMESPACE = "http://www.w3.org/2000/svg"
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
# What is left of a style sheet that asks for another one.
_IMPORT = re.compile(r"@import|url\(\s*['\"]?(?!#)", re.IGNORECASE)


def looks_like_svg(content: bytes) -> bool:
    head = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"<") and b"<svg" in content[:65536]


def clean_svg(content: bytes) -> bytes:
    """The drawing, rebuilt from an allow-list of elements and attributes; raises ValueError.

    The library keeps addresses of the page's own site, and we need none: a picture inside a drawing
    goes, and a reference that leaves the drawing goes.
    """
    if _ENTITY.search(content):
        raise ValueError("It defines entities.")
    ElementTree.register_namespace("", NAMESPACE)
    # Safe to parse: the library has written this anew, without a document type.
    root = ElementTree.fromstring(py_svg_hush.filter_svg(content))  # noqa: S314
    if root.tag != f"{{{NAMESPACE}}}svg":
        raise ValueError("It is no drawing.")
    _drop_foreign(root)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def render_png(svg: bytes, width: int) -> bytes:
    """A picture of a clean drawing, `width` pixels wide; raises ValueError."""
    return bytes(resvg_py.svg_to_bytes(svg_string=svg.decode(), width=width))


def _drop_foreign(element: ElementTree.Element) -> None:
    for child in list(element):
        name = child.tag.rpartition("}")[2]
        leads_out = name == "style" and _IMPORT.search("".join(child.itertext()))
        if name in ("image", "feImage") or leads_out:
            element.remove(child)
        else:
            _drop_foreign(child)
    for attribute, value in list(element.attrib.items()):
        if attribute.rpartition("}")[2] == "href" and not value.startswith("#"):
            del element.attrib[attribute]
