"""Departments: always open unless `hours` are given."""

from __future__ import annotations

from typing import Any

import factory

from app.team.models import Department
from tests.factories.base import Factory


class DepartmentFactory(Factory):
    class Meta:
        model = Department

    name: Any = factory.Sequence(lambda number: f"Department {number}")
