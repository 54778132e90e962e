"""`make test` counts what ran, and a part that breaks without a failing test is not lost."""

from pathlib import Path

import pytest

from tests import run_all
from tests.run_all import Part, count, run_stage

REPORT = """<testsuites><testsuite tests="5" failures="1" errors="1" skipped="1"/></testsuites>"""
CLEAN = """<testsuites><testsuite tests="2" failures="0" errors="0" skipped="0"/></testsuites>"""


@pytest.fixture(autouse=True)
def logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(run_all, "LOGS", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("report", "code", "expected"),
    [(REPORT, 1, (2, 2)), (CLEAN, 0, (2, 0)), (CLEAN, 3, (2, 1)), (None, 4, (0, 1))],
)
def test_tests_are_counted(
    logs: Path, report: str | None, code: int, expected: tuple[int, int]
) -> None:
    if report:
        (logs / "some.xml").write_text(report)
    assert count(Part("some", ["true"], counted=True), code) == expected


def test_parts_run_and_leave_their_logs(logs: Path) -> None:
    parts = [
        Part("good", ["echo", "fine"]),
        Part("bad", ["sh", "-c", "echo wrong >&2; exit 7"]),
        Part("absent", ["no-such-program-here"]),
    ]
    outcomes = {outcome.part.name: outcome for outcome in run_stage(parts)}
    assert {name: outcome.code for name, outcome in outcomes.items()} == {
        "good": 0,
        "bad": 7,
        "absent": 127,
    }
    assert outcomes["good"].passed == 1
    assert outcomes["bad"].failed == outcomes["absent"].failed == 1
    assert (logs / "bad.log").read_text() == "wrong\n"
