"""Making a company: names, repetition, kills in the midst, races."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from flask import Flask

from app.core.db import owner_connection
from tenants.bootstrap import login_role
from tenants.catalogue import describe, differences, expected_catalogue
from tenants.provision import (
    STEPS,
    NewCompany,
    ProvisioningRefused,
    SlugTaken,
    check_slug,
    provision_company,
    reserve_company,
)
from tenants.resolve import company_host, resolve_host

pytestmark = pytest.mark.usefixtures("database_in_use", "small_tree")

KILLED = """
import os, signal, sys
from pathlib import Path
from tenants import provision
from tests.tenants.trees import tree_in_use

folder, step, moment, slug = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4]

def dying(work):
    def run(connection, company_id):
        work(connection, company_id)
        if moment == "after commit":
            connection.execute("COMMIT")
        os.kill(os.getpid(), signal.SIGKILL)
    return run

steps = list(provision.STEPS)
steps[step] = dying(steps[step])
provision.STEPS = tuple(steps)
with tree_in_use(folder):
    provision.provision_company(slug, "Killed")
"""


@pytest.mark.parametrize("slug", ["abc", "a-b", "a1b2", "x" * 40, "9to5", "duna-telecom"])
def test_slugs_that_are_fine(slug: str) -> None:
    check_slug(slug)
    assert slug == slug.lower()


@pytest.mark.parametrize(
    "slug",
    [
        *("", "ab", "x" * 41, "Acme", "-abc", "abc-", "a_b", "a.b", "ação", "abc\n", " abc", "a b"),
        *("www", "api", "superadmin", "localhost", "erased-7"),
    ],
)
def test_slugs_that_are_refused(slug: str) -> None:
    with pytest.raises(ProvisioningRefused):
        check_slug(slug)


@pytest.mark.parametrize(
    "company",
    [
        NewCompany("fine-one", " "),
        NewCompany("fine-one", "A", time_zone="Mars/Phobos"),
        NewCompany("fine-one", "A", time_zone=""),
        NewCompany("fine-one", "A", time_zone="America"),
    ],
)
def test_other_values_that_are_refused(company: NewCompany) -> None:
    with pytest.raises(ProvisioningRefused):
        reserve_company(company)


def test_a_company_is_served_as_soon_as_it_is_made(app: Flask) -> None:
    assert resolve_host(company_host("served")) is None
    brand = {"primary": "#123456"}
    company_id = provision_company("served", "Served", "business", "pt-BR", "America/Recife", brand)
    company = resolve_host(company_host("served"))
    assert company is not None
    assert (company.id, company.name, company.plan) == (company_id, "Served", "business")
    assert (company.language, company.time_zone) == ("pt-BR", "America/Recife")
    assert company.brand == brand
    assert company.host == company_host("served")


def test_repeating_it_changes_nothing() -> None:
    first = provision_company("twice", "Twice")
    with owner_connection() as connection:
        before = state_of(connection, first)
        assert provision_company("twice", "Another name") == first
        assert state_of(connection, first) == before


def test_a_slug_is_reserved_once() -> None:
    reserve_company(NewCompany("wanted", "First"))
    with pytest.raises(SlugTaken):
        reserve_company(NewCompany("wanted", "Second"))


def test_a_race_makes_one_company() -> None:
    with ThreadPoolExecutor(8) as pool:
        made = pool.map(lambda _: provision_company("race", "Race"), range(8))
    assert len(set(made)) == 1


@pytest.mark.parametrize("moment", ["before commit", "after commit"])
@pytest.mark.parametrize("step", range(len(STEPS)), ids=[step.__name__ for step in STEPS])
def test_a_kill_anywhere_is_healed_by_repeating(small_tree: Path, step: int, moment: str) -> None:
    slug = f"killed-{step}-{moment.replace(' ', '-')}"
    arguments = [str(small_tree), str(step), moment, slug]
    killed = subprocess.run([sys.executable, "-c", KILLED, *arguments], env=os.environ, check=False)
    assert killed.returncode == -signal.SIGKILL
    company_id = provision_company(slug, "Killed")
    with owner_connection() as connection:
        assert state_of(connection, company_id) == {
            "company": (slug, "active"),
            "domains": [(company_host(slug), True, True)],
            "members": [login_role()],
            "ledger": [("0001", None)],
        }
        expected = expected_catalogue(connection)
        assert differences(expected, describe(connection, f"c_{company_id}")) == []


def state_of(connection: psycopg.Connection, company_id: int) -> dict[str, object]:
    name = f"c_{company_id}"

    def rows(query: str, value: object) -> list[tuple[object, ...]]:
        return connection.execute(query.encode(), (value,)).fetchall()

    return {
        "company": rows("SELECT slug, status FROM platform.companies WHERE id = %s", company_id)[0],
        "domains": rows(
            "SELECT host, is_primary, verified_at IS NOT NULL FROM platform.domains"
            " WHERE company_id = %s",
            company_id,
        ),
        "members": [
            row[0]
            for row in rows(
                "SELECT member::regrole::text FROM pg_auth_members WHERE roleid = %s::regrole", name
            )
        ],
        "ledger": rows(
            "SELECT revision, error FROM platform.schema_revisions WHERE schema_name = %s", name
        ),
    }
