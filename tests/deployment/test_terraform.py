"""The Terraform files parse, and name the processes and settings that there are."""

from __future__ import annotations

import re
from pathlib import Path

import hcl2
import pytest

from tests.services.product import procfile

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "terraform").glob("*.tf"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_it_parses(path):
    with path.open() as file:
        assert hcl2.load(file)


def test_the_processes_are_those_of_the_procfile():
    text = (ROOT / "terraform/processes.tf").read_text()
    commands = re.search(r"commands = \{(.*?)\n  \}", text, re.DOTALL)
    assert commands
    assert set(re.findall(r"^\s+(\w+)\s+= \[", commands[1], re.MULTILINE)) == set(procfile())


def test_every_setting_that_is_given_exists():
    page = set(re.findall(r"`([A-Z0-9_]+)`", (ROOT / "docs/configuration.md").read_text()))
    text = (ROOT / "terraform/processes.tf").read_text() + (
        ROOT / "terraform/secrets.tf"
    ).read_text()
    given = set(re.findall(r'\b([A-Z][A-Z0-9_]{4,})"?\s*(?:=|,|\])', text))
    given -= {"FARGATE"}
    assert given
    assert given <= page
