"""Rows for tests: `PersonFactory(role="manager", departments=[sales])` within a company's scope."""
