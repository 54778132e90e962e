"""The lines' quality: samples of everybody, alerts for those who look after the department, a timeline."""

from __future__ import annotations

from typing import Any

import pytest

from app.calls.models import QualityAlert, QualityMinute
from app.core.db import db
from tests.floor import Caller, Desk
from tests.live import Connection, Refused


@pytest.fixture
def talking(floor) -> tuple[Desk, Caller, int]:
    ana, zoe = floor.desk("Ana"), floor.waiting("Zoe")
    return ana, zoe, ana.accept()["id"]


@pytest.fixture
def line(talking, connect) -> tuple[Connection, int]:
    """The client's connection, seated."""
    _, zoe, call_id = talking
    socket = connect(zoe)
    socket.call("call.join", {"call_id": call_id, "connection": "page-load-1"})
    return socket, call_id


def report(line: tuple[Connection, int], count: int, **sample: Any) -> None:
    socket, call_id = line
    quality = {"rtt_ms": 40.0, "loss_percent": 0.0} | sample
    socket.call("call.quality", {"call_id": call_id, "samples": [quality] * count})


def test_a_bad_line_is_told_once_and_so_is_its_end(line, floor, connect):
    sue = floor.desk("Sue", role="supervisor", online=False)
    watching = connect(sue)
    room = f"quality:{floor.department.id}"
    assert watching.subscribe(room)["snapshot"] == {"alerts": []}
    report(line, 2, rtt_ms=350.0)
    assert watching.events == []
    report(line, 2, rtt_ms=420.0)
    alert = watching.event("quality.alert_changed")["data"]["alert"]
    assert (alert["kind"], alert["limit"], alert["cleared_at"]) == ("latency", 200.0, None)
    assert alert["participant"]["name"] == "Zoe"
    report(line, 4, rtt_ms=500.0)
    report(line, 12, rtt_ms=40.0)
    watching.wait_for(lambda c: len(c.events) >= 2)
    assert [event["data"]["alert"]["cleared_at"] is None for event in watching.events] == [
        True,
        False,
    ]
    assert watching.events[1]["data"]["alert"]["worst"] == 500.0
    listed = sue.browser.get("/quality/alerts").json["items"]
    assert [each["id"] for each in listed] == [alert["id"]]
    assert sue.browser.get("/quality/alerts?open=true").json["items"] == []


def test_a_hiccup_is_no_alert_and_leaves_nothing(line, scope, company):
    report(line, 2, loss_percent=30.0)
    report(line, 6)
    with scope(company):
        assert QualityAlert.query.count() == 0


def test_whoever_leaves_has_no_bad_line_any_more(line, talking, scope, company):
    report(line, 3, loss_percent=9.0)
    ana, _, call_id = talking
    ana.act(call_id, "end")
    with scope(company):
        [alert] = QualityAlert.query.all()
        assert (alert.kind, alert.cleared_at is None) == ("loss", False)


def test_the_timeline_of_a_call(line, floor, talking):
    report(line, 2, rtt_ms=100.0)
    report(line, 2, rtt_ms=300.0, loss_percent=1.0)
    path = f"/calls/{line[1]}/quality"
    quality = floor.browser_of(floor.manager).get(path).json
    [zoe] = quality["participants"]
    assert zoe["participant"]["kind"] == "client"
    samples = sum(1 for _ in zoe["minutes"])
    assert samples in (1, 2)  # a new minute may begin in between
    assert max(minute["rtt_ms_worst"] for minute in zoe["minutes"]) == 300.0
    assert quality["limits"] == {"latency": 200.0, "loss": 5.0}
    bob = floor.desk("Bob", online=False)
    assert bob.browser.get(path).status_code == 404


def test_alerts_stay_in_their_department(line, make_floor, floor, connect):
    report(line, 3, rtt_ms=900.0)
    stranger = make_floor(name="Sales").desk("Sol", role="supervisor", online=False)
    assert stranger.browser.get("/quality/alerts").json["items"] == []
    socket = connect(stranger)
    for room in (f"quality:{floor.department.id}", "quality:all"):
        with pytest.raises(Refused) as refused:
            socket.subscribe(room)
        assert refused.value.problem["status"] == 404


@pytest.mark.parametrize(
    "sample", [{"rtt_ms": -1.0}, {"rtt_ms": 1e9}, {"loss_percent": 101.0}, {"surprise": 1}]
)
def test_samples_out_of_bounds_are_refused(line, sample, scope, company):
    with pytest.raises(Refused) as refused:
        report(line, 1, **sample)
    assert refused.value.problem["status"] == 422
    with scope(company):
        assert QualityMinute.query.count() == 0


def test_a_minute_takes_only_so_much(line, scope, company):
    for _ in range(60):
        report(line, 12)
    with scope(company):
        minutes = db.session.query(QualityMinute.samples).all()
        assert all(samples <= 612 for (samples,) in minutes)
