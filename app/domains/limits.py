"""How often a company may ask for a look at DNS, which is a question to other people's servers."""

from __future__ import annotations

from limits import parse

from app.access.limiter import Rule

LOOK = Rule("domain-look", parse("30/10minute"), parse("200/10minute"), parse("60/10minute"))
