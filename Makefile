# `make help` lists what can be done here.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup demo demo-reset test bench stress lint generate shots lock

PY := .venv/bin/python
export FLASK_APP ?= app

help: ## List all targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "%-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## Install what is missing: system packages, Python and web packages, tools
	@python3 -m tests.services.setup

demo: setup ## Start the whole product on this machine with three sample companies
	@exec $(PY) -m tests.demo.run

demo-reset: setup ## Forget the demo's data
	@$(PY) -m tests.demo.reset

test: setup ## Run every check and test; ARGS="…" narrows the Python part
	@exec $(PY) -m tests.run_all

bench: setup ## Run the benchmarks, one JSON line each; ARGS="…" names some
	@exec $(PY) -m benchmarks $(ARGS)

stress: setup ## Run the long fault and load tests
	@exec $(PY) -m pytest -m stress $(or $(ARGS),tests)

lint: setup ## Run only the checks that need no services
	@exec $(PY) -m tests.run_all --lint

generate: setup ## Write the committed copies again: OpenAPI, events, provisioning script
	@$(PY) -m tests.services.run flask generate
	@cd app/web && npm run --silent generate

shots: setup ## Take the screenshots of README and docs from the browser journeys
	@SHOTS=docs/images exec $(PY) -m pytest $(or $(ARGS),tests/journeys)

lock: setup ## Pin the newest allowed versions of the Python libraries
	@for part in requirements requirements-dev; do \
	  .venv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	    --no-header --no-emit-index-url --no-emit-find-links $$part.in -o $$part.txt; done
