"""The records of this world over HTTP: JSON for scripts, a page for people."""

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from tests.fakes.outside_world.dns import KINDS, Zone


def routes(zone: Zone) -> Blueprint:
    pages = Blueprint("dns", __name__, template_folder="templates")

    @pages.get("/dns")
    def page() -> ResponseReturnValue:
        return render_template("dns.html", rows=zone.rows(), kinds=KINDS[:-1])

    @pages.post("/dns")
    def add() -> ResponseReturnValue:
        form = request.form
        zone.set(form["name"], form["kind"], [form["value"].strip()])
        return redirect("/dns")

    @pages.post("/dns/remove")
    def remove() -> ResponseReturnValue:
        zone.set(request.form["name"], request.form["kind"], [])
        return redirect("/dns")

    @pages.put("/dns/records")
    def put() -> ResponseReturnValue:
        zone.set(request.json["name"], request.json["kind"], request.json["values"])
        return {"records": zone.rows()}

    return pages
