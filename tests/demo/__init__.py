"""The product with sample companies on one machine: `make demo`."""
