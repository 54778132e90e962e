"""Departments: always open unless `hours` are given."""

from __future__ import annotations

import factory

from app.team.models import Department
from tests.factories.base import Factory


class DepartmentFactory(Factory):
    class Meta:
        model = Department

    name = factory.Sequence(lambda number: f"Department {number}")
