"""Refusals as RFC 9457 problem documents."""

from __future__ import annotations

from typing import Any

PROBLEM_BASE = "/problems"
MEDIA_TYPE = "application/problem+json"


class Problem(Exception):
    """A refusal that a person or a program can act on.

    `slug` makes the stable `type`, `detail` is a sentence for people, `extra` are further members
    of the document, `headers` go with the response.
    """

    status = 400
    slug = "bad-request"
    title = "The request cannot be carried out"

    def __init__(
        self,
        detail: str = "",
        *,
        status: int | None = None,
        slug: str | None = None,
        title: str | None = None,
        headers: dict[str, str] | None = None,
        keeps_writes: bool = False,
        **extra: Any,
    ) -> None:
        super().__init__(detail or title or self.title)
        self.detail = detail
        self.status = status or self.status
        self.slug = slug or self.slug
        self.title = title or self.title
        self.headers = headers or {}
        # What was written before the refusal stands, such as the record of a failed attempt.
        self.keeps_writes = keeps_writes
        self.extra = extra

    def document(self) -> dict[str, Any]:
        """The problem document's members."""
        document: dict[str, Any] = {
            "type": f"{PROBLEM_BASE}/{self.slug}",
            "title": self.title,
            "status": self.status,
        }
        if self.detail:
            document["detail"] = self.detail
        return document | self.extra


class NotFound(Problem):
    """Also the answer for what belongs to another company: the two cannot be told apart."""

    status = 404
    slug = "not-found"
    title = "There is nothing here"


class NotSignedIn(Problem):
    status = 401
    slug = "not-signed-in"
    title = "Sign in to go on"


class Forbidden(Problem):
    status = 403
    slug = "forbidden"
    title = "Your role does not allow this"


class Conflict(Problem):
    status = 409
    slug = "conflict"
    title = "The state of things does not allow this"


class Unavailable(Problem):
    status = 503
    slug = "unavailable"
    title = "A service that this needs does not answer"

    def __init__(
        self, detail: str = "Try again in a few seconds.", *, retry_after: int = 5
    ) -> None:
        super().__init__(detail, headers={"Retry-After": str(retry_after)})


class Invalid(Problem):
    """`errors` maps a field's name to its sentences; `extra` are further members."""

    status = 422
    slug = "invalid"
    title = "Some fields need another value"

    def __init__(self, errors: dict[str, Any], detail: str = "", **extra: Any) -> None:
        super().__init__(detail, errors=errors, **extra)
