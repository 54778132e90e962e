"""The services that the product needs, started for one demo, test run or benchmark and ended with it."""
