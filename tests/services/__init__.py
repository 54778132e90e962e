"""The services that the product needs, started for one demo or test run and ended with it."""
