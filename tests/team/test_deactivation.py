"""Taking a person out of service, and what must not be torn away."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from app.calls.models import Call, Leg
from app.core.clock import utcnow
from app.core.db import db
from tests.browser import Browser
from tests.factories.access import PersonFactory
from tests.factories.clients import ClientFactory


def test_it_ends_every_session_and_shuts_the_door(owner, team, app, company, browser_of) -> None:
    sessions = [browser_of(team.attendant), browser_of(team.attendant)]
    answer = owner.post(f"/attendants/{team.attendant.id}/deactivate")
    assert answer.json["active"] is False
    assert {browser.get("/session").status_code for browser in sessions} == {401}
    assert Browser(app, company.host).sign_in(team.attendant.email).status_code == 401
    assert owner.post(f"/attendants/{team.attendant.id}/activate").status_code == 200
    assert Browser(app, company.host).sign_in(team.attendant.email).status_code == 201


def test_doing_it_twice_is_doing_it_once(owner, team) -> None:
    path = f"/attendants/{team.attendant.id}"
    first = owner.post(f"{path}/deactivate").json
    assert owner.post(f"{path}/deactivate").json == first
    again = owner.post(f"{path}/activate").json
    assert owner.post(f"{path}/activate").json == again


def test_it_is_refused_in_a_call(owner, team, company, scope, browser_of) -> None:
    theirs = browser_of(team.attendant)
    with scope(company):
        call = Call(
            protocol="P",
            status="in_progress",
            department_id=team.sales.id,
            client_id=ClientFactory().id,
            visit_id=1,
            person_id=team.attendant.id,
        )
        leg = Leg(department_id=team.sales.id, person_id=team.attendant.id, started_at=utcnow())
        call.legs.append(leg)
        db.session.add(call)
    path = f"/attendants/{team.attendant.id}"
    refused = owner.post(f"{path}/deactivate")
    assert refused.status_code == 409
    assert refused.json["type"] == "/problems/person-in-call"
    assert theirs.get("/session").status_code == 200
    with scope(company):
        db.session.get_one(Leg, leg.id).ended_at = utcnow()
    assert owner.post(f"{path}/deactivate").status_code == 200


def test_two_owners_who_deactivate_each_other_leave_one(team, company, scope, browser_of) -> None:
    with scope(company):
        other = PersonFactory(role="owner")
    duel = [(browser_of(team.owner), other.id), (browser_of(other), team.owner.id)]
    with ThreadPoolExecutor(2) as pool:
        answers = list(
            pool.map(lambda side: side[0].post(f"/attendants/{side[1]}/deactivate"), duel)
        )
    assert sum(answer.status_code == 200 for answer in answers) == 1
