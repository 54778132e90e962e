"""How often guests may ask at a door, and how many invitations may be mailed."""

from __future__ import annotations

from limits import parse

from app.access.limiter import Rule

ASK = Rule("guest-ask", parse("20/10minute"), parse("200/10minute"), parse("6000/10minute"))
# By person: mail in a company's name must not become a way to send it to the world.
MAIL = Rule("guest-mail", parse("30/hour"), parse("300/hour"), parse("2000/hour"))
