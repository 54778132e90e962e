"""Fixtures of a department at work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from tenants.context import CompanyRef
from tests import companies
from tests.floor import Floor
from tests.talks import Talk, talk_in
from workers.job import Job


@pytest.fixture
def floor(app: Flask, company: CompanyRef) -> Floor:
    return Floor(app, company, name="Support")


@pytest.fixture
def make_floor(app: Flask, company: CompanyRef) -> Callable[..., Floor]:
    return lambda **department: Floor(app, company, **department)


@pytest.fixture
def run(app: Flask, company: CompanyRef) -> Callable[..., None]:
    """Runs a job of the company now, as a worker would when its time comes."""

    def run_now(job: Job, **arguments: Any) -> None:
        with companies.acting(app, company):
            job(**arguments)

    return run_now


@pytest.fixture
def make_talk(make_floor: Callable[..., Floor]) -> Callable[..., Talk]:
    """`make_talk(recording_policy="full")`: a call in progress in a department of its own."""
    return lambda **department: talk_in(make_floor(name="Support", **department))
