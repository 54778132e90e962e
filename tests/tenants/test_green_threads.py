"""The database driver gives way to other green threads, and each keeps its company."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.tenants.bare import ACME_SECRET, BRAVO_SECRET, Pair


@pytest.mark.parametrize("library", ["eventlet", "gevent"])
def test_two_sleeps_take_one_and_companies_stay_apart(pair: Pair, library: str) -> None:
    ids = [str(pair.acme.id), str(pair.bravo.id)]
    result = subprocess.run(
        [sys.executable, "-m", "tests.tenants.green", library, *ids],
        env=os.environ,
        stdout=subprocess.PIPE,
        check=True,
    )
    measured = json.loads(result.stdout)
    assert measured["two_sleeps_by_one"] < 1.5
    assert measured["names"] == [[ACME_SECRET], [BRAVO_SECRET]]
