"""How often the form of a link may be posted: by one address at one link, by address, by company."""

from __future__ import annotations

from limits import parse

from app.access.limiter import Rule

FORM = Rule("visit-form", parse("20/10minute"), parse("200/10minute"), parse("6000/10minute"))
