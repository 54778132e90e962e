"""HTML of a company's mails: an allow-list of what mail programs show and nothing that acts."""

from __future__ import annotations

import nh3

_BOX = {"align", "bgcolor", "height", "style", "valign", "width"}
TAGS = {
    "a", "b", "blockquote", "br", "center", "div", "em", "font", "h1", "h2", "h3", "h4", "hr", "i",
    "img", "li", "ol", "p", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "u", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "*": {"align", "dir", "lang", "style", "title"},
    "a": {"href", "target"},
    "font": {"color", "face", "size"},
    "img": {"alt", "border", "src"} | _BOX,
    "table": {"border", "cellpadding", "cellspacing", "role"} | _BOX,
    "td": {"colspan", "rowspan"} | _BOX,
    "th": {"colspan", "rowspan"} | _BOX,
    "tr": _BOX,
}
# What lies over other parts, or is not there at all, has no place in a mail.
STYLES = {
    "background-color", "border", "border-bottom", "border-collapse", "border-color", "border-left",
    "border-radius", "border-right", "border-spacing", "border-style", "border-top", "border-width",
    "color", "display", "font", "font-family", "font-size", "font-style", "font-weight", "height",
    "letter-spacing", "line-height", "margin", "margin-bottom", "margin-left", "margin-right",
    "margin-top", "max-width", "min-width", "padding", "padding-bottom", "padding-left",
    "padding-right", "padding-top", "text-align", "text-decoration", "text-transform",
    "vertical-align", "white-space", "width",
}  # fmt: skip
SCHEMES = {"http", "https", "mailto", "tel"}


def clean_mail_html(html: str) -> str:
    """The HTML without scripts, styles that cover other parts, and addresses of other kinds."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        filter_style_properties=STYLES,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer",
    ).strip()
