"""Procfile, compose.yaml, Dockerfile and lock files."""

import importlib.util
import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml
from dockerfile_parse import DockerfileParser

from tests.services.go_tools import TOOLS
from tests.services.product import procfile

ROOT = Path(__file__).resolve().parents[2]
INSTRUCTIONS = {
    "FROM", "RUN", "CMD", "EXPOSE", "ENV", "COPY", "USER", "WORKDIR", "HEALTHCHECK", "COMMENT",
}  # fmt: skip


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "compose.yaml").read_text())


@pytest.fixture(scope="module")
def dockerfile() -> DockerfileParser:
    return DockerfileParser(str(ROOT / "Dockerfile"), cache_content=True)


def test_the_procfile_names_the_processes() -> None:
    names = {"web", "worker", "bulk", "scheduler", "recorder", "ingest", "migrate"}
    assert set(procfile()) == names


@pytest.mark.parametrize("name", procfile())
def test_a_process_starts_something_that_exists(name: str) -> None:
    match shlex.split(procfile()[name]):
        case ["python", "-m", module, *_]:
            assert importlib.util.find_spec(module)
        case ["python", script, *_]:
            assert (ROOT / script).is_file()
        case ["sh", "-c", script]:
            assert {step.split()[0] for step in script.split("&&")} == {"flask"}
        case words:
            pytest.fail(f"{words} is not known")


def test_compose_runs_the_processes_of_the_procfile(compose: dict[str, Any]) -> None:
    ours = {
        name: service["command"]
        for name, service in compose["services"].items()
        if service["image"] == "voki"
    }
    assert ours == procfile()


def test_compose_depends_on_services_that_it_has(compose: dict[str, Any]) -> None:
    services = compose["services"]
    wanted = {name for service in services.values() for name in service.get("depends_on", [])}
    assert wanted <= set(services)
    mounted = {
        volume.partition(":")[0]
        for service in services.values()
        for volume in service.get("volumes", [])
        if not volume.startswith("./")
    }
    assert mounted == set(compose["volumes"])


def test_compose_and_demo_run_the_same_media_server(compose: dict[str, Any]) -> None:
    assert compose["services"]["livekit"]["image"].endswith(":" + TOOLS["livekit"][1])


def test_the_dockerfile_is_made_of_known_instructions(dockerfile: DockerfileParser) -> None:
    found = [step["instruction"] for step in dockerfile.structure]
    assert found
    assert set(found) <= INSTRUCTIONS


def test_the_image_runs_the_web_process_without_root(dockerfile: DockerfileParser) -> None:
    last = {step["instruction"]: step["value"] for step in dockerfile.structure}
    assert json.loads(last["CMD"]) == shlex.split(procfile()["web"])
    assert last["USER"] not in {"root", "0"}


def test_the_image_is_made_of_files_that_exist(dockerfile: DockerfileParser) -> None:
    copies = [step["value"] for step in dockerfile.structure if step["instruction"] == "COPY"]
    sources = [
        source for copy in copies if "--from" not in copy for source in shlex.split(copy)[:-1]
    ]
    assert sources
    assert [source for source in sources if not (ROOT / source).exists()] == []


def test_every_stage_that_is_copied_from_exists(dockerfile: DockerfileParser) -> None:
    text = (ROOT / "Dockerfile").read_text()
    stages = set(re.findall(r"^FROM \S+ AS (\S+)", text, re.MULTILINE))
    assert set(re.findall(r"--from=(\S+)", text)) <= stages


def test_the_image_has_the_python_that_the_project_asks_for(dockerfile: DockerfileParser) -> None:
    assert dockerfile.baseimage.startswith("python:3.11")


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_python_locks_have_hashes_and_no_addresses(lock: str) -> None:
    text = (ROOT / lock).read_text()
    pins = re.findall(r"^[a-z0-9][\w.\[\],-]*==.*?(?=^[a-z0-9]|\Z)", text, re.MULTILINE | re.DOTALL)
    assert len(pins) > 50
    assert [pin.split()[0] for pin in pins if "--hash=sha256:" not in pin] == []
    assert not re.search(r"://|--(extra-)?index|--find-links", text)


def test_the_web_lock_has_hashes_and_no_addresses() -> None:
    packages = json.loads((ROOT / "app/web/package-lock.json").read_text())["packages"]
    installed = {name: package for name, package in packages.items() if name}
    assert installed
    assert [name for name, package in installed.items() if "resolved" in package] == []
    assert [name for name, package in installed.items() if "integrity" not in package] == []


def test_those_who_handle_recordings_share_a_folder_that_lasts(
    compose: dict[str, Any], dockerfile: DockerfileParser
) -> None:
    (folder,) = {value for key, value in dockerfile.envs.items() if key == "RECORDINGS_DIR"}
    mounts = [compose["services"][name]["volumes"] for name in ("recorder", "ingest")]
    assert mounts == [[f"recordings:{folder}"]] * 2


def test_the_image_has_the_programs_that_recording_needs(dockerfile: DockerfileParser) -> None:
    installed = " ".join(
        step["value"] for step in dockerfile.structure if step["instruction"] == "RUN"
    ).split()
    assert {"chromium", "ffmpeg"} <= set(installed)
