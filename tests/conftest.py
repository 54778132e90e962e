"""Fixtures of all tests. The services come from `tests/services`."""

pytest_plugins = ["tests.services.pytest_plugin"]
