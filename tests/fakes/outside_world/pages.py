"""The inbox over HTTP: JSON for scripts, a page for people."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from tests.fakes.outside_world.inbox import Inbox


def routes(inbox: Inbox) -> Blueprint:
    pages = Blueprint("inbox", __name__, template_folder="templates")

    @pages.get("/messages")
    def messages() -> ResponseReturnValue:
        return {"items": [message.as_json() for message in inbox.find(**filters())]}

    @pages.get("/")
    def page() -> ResponseReturnValue:
        found = inbox.find(**filters())
        return render_template("inbox.html", messages=found, filters=filters())

    return pages


def filters() -> dict[str, str]:
    return {name: request.args.get(name, "") for name in ("to", "channel")}
