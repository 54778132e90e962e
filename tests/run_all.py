"""`make test`: every check and test of the project, ending with one line that counts them.

ARGS in the environment narrows the Python tests; `--lint` runs the checks alone.
"""

import os
import shlex
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from tests.services.processes import tail

ROOT = Path(__file__).resolve().parents[1]
WEB = ROOT / "app" / "web"
LOGS = ROOT / "var" / "test" / "log"
PY = sys.executable
BIN = Path(PY).parent
PACKAGES = ["app", "tenants", "workers", "billing", "media"]
SLOTS = 2
# Many Python tests wait for a process that was killed.
PYTHON_SLOTS = 3
# Otherwise each process compiles the product and rewrites the tests anew.
ENVIRONMENT = os.environ | {"PYTHONDONTWRITEBYTECODE": ""}
SHOWN_LINES = 200
BESIDE_OTHERS = ["-m", "not stress and not alone"]
ALONE = ["-m", "alone and not stress"]


@dataclass(frozen=True)
class Part:
    """One command. With `counted`, it writes a JUnit report of its tests to `self.report`."""

    name: str
    command: Sequence[str]
    cwd: Path = ROOT
    counted: bool = False

    @property
    def log(self) -> Path:
        return LOGS / f"{self.name}.log"

    @property
    def report(self) -> Path:
        return LOGS / f"{self.name}.xml"


@dataclass(frozen=True)
class Outcome:
    part: Part
    code: int
    seconds: float
    passed: int
    failed: int


def checks() -> list[Part]:
    """The longest first, so that two slots end together."""
    return [
        Part("mypy", [f"{BIN}/mypy", *PACKAGES, "wsgi.py", "tests", "benchmarks"]),
        Part("types-web", ["npm", "run", "--silent", "typecheck"], WEB),
        Part("generated", [PY, "-m", "tests.services.run", "flask", "generate", "--check"]),
        Part("generated-web", ["npm", "run", "--silent", "generate", "--", "--check"], WEB),
        Part("imports", [f"{BIN}/lint-imports"]),
        Part("biome", ["npm", "run", "--silent", "lint"], WEB),
        Part("ruff", [f"{BIN}/ruff", "check", "."]),
        Part("format", [f"{BIN}/ruff", "format", "--check", "."]),
    ]


def web_tests() -> Part:
    name = "vitest"
    report = ["--reporter=default", "--reporter=junit", f"--outputFile.junit={LOGS / name}.xml"]
    return Part(name, ["npx", "--no-install", "vitest", "run", *report], WEB, counted=True)


def python_tests(name: str, *arguments: str, slots: int = SLOTS) -> Part:
    command = [f"{BIN}/pytest", "-n", str(slots), f"--junitxml={LOGS / name}.xml", *arguments]
    return Part(name, command, counted=True)


def stages() -> list[list[Part]]:
    """Parts of one stage run side by side. Tests use all cores themselves, some of them each alone."""
    if "--lint" in sys.argv:
        return [checks()]
    if narrowed := shlex.split(os.environ.get("ARGS", "")):
        return [[*checks(), web_tests()], [python_tests("python", *narrowed)]]
    inside = ["tests", "--ignore=tests/journeys"]
    return [
        [*checks(), web_tests()],
        [python_tests("python", *inside, *BESIDE_OTHERS, slots=PYTHON_SLOTS)],
        [Part("build-web", [PY, "-m", "tests.services.front_end"])],
        [python_tests("journeys", "tests/journeys", *BESIDE_OTHERS)],
        [python_tests("recorders", *inside, *ALONE)],
        [python_tests("many-cameras", "tests/journeys", *ALONE, slots=0)],
    ]


def main() -> int:
    LOGS.mkdir(parents=True, exist_ok=True)
    outcomes = [outcome for stage in stages() for outcome in run_stage(stage)]
    failures = [outcome for outcome in outcomes if outcome.code]
    for outcome in failures:
        print(f"\n──── {outcome.part.name} failed: {outcome.part.log} ────")
        print(tail(outcome.part.log, lines=SHOWN_LINES))
    passed = sum(outcome.passed for outcome in outcomes)
    failed = sum(outcome.failed for outcome in outcomes)
    print(f"\n{passed} passed, {failed} failed", flush=True)
    return 1 if failed else 0


def run_stage(parts: list[Part]) -> list[Outcome]:
    with ThreadPoolExecutor(SLOTS) as pool:
        running = [pool.submit(run_part, part) for part in parts]
        return [tell(done.result()) for done in as_completed(running)]


def run_part(part: Part) -> Outcome:
    part.report.unlink(missing_ok=True)
    start = time.monotonic()
    with part.log.open("w") as log:
        try:
            result = subprocess.run(
                part.command,
                cwd=part.cwd,
                env=ENVIRONMENT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                check=False,
            )
            code = result.returncode
        except OSError as problem:
            log.write(str(problem))
            code = 127
    seconds = time.monotonic() - start
    return Outcome(part, code, seconds, *count(part, code))


def count(part: Part, code: int) -> tuple[int, int]:
    """How many passed and failed; a part that breaks elsewhere counts as one failure."""
    if not part.counted or not part.report.exists():
        return (0, 1) if code else (1, 0)
    suites = list(ElementTree.parse(part.report).getroot().iter("testsuite"))
    total, bad, skipped = (
        sum(int(suite.get(key, 0)) for suite in suites for key in keys)
        for keys in (["tests"], ["failures", "errors"], ["skipped"])
    )
    return total - bad - skipped, bad or (1 if code else 0)


def tell(outcome: Outcome) -> Outcome:
    verdict = "failed" if outcome.code else "ok"
    counts = f"{outcome.passed} passed, {outcome.failed} failed" if outcome.part.counted else ""
    print(f"{outcome.part.name:<14} {verdict:<7} {outcome.seconds:6.1f} s  {counts}", flush=True)
    return outcome


if __name__ == "__main__":
    sys.exit(main())
