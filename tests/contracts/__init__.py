"""Tests that walk the product's registries and imports instead of keeping lists by hand."""
