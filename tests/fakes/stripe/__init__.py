"""Stripe, as far as the product uses it: stateful, with Stripe's own addresses and JSON shapes.

`server.routes(home)` is the blueprint of the outside world; each secret key is an account of its
own. What it accepts is held against stripe-mock in `tests/billing/test_request_shapes.py`.
"""
