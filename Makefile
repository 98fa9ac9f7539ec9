# Every check and every way to run, by one name each. Hooks and .ci/run call these targets.

PYTHON ?= python3
PORT ?= 8000

BIN := .venv/bin
NPM := npm --prefix frontend --no-audit --no-fund --no-update-notifier
SOURCES := backend tests migrations
WEB_SOURCES := $(shell find frontend/src frontend/admin frontend/graphiql frontend/public graphql/operations -type f 2>/dev/null) \
  $(wildcard frontend/*.html frontend/*.ts frontend/package-lock.json)

# All that a check of the front end reads. Folders too: they change when a file is taken away.
WEB_READ := $(shell find frontend/* graphql -not -path 'frontend/node_modules*' -not -path 'frontend/dist*') \
  $(addprefix frontend/,.npmrc .prettierignore .prettierrc.json eslint.config.js package.json tsconfig.json)
# A check of the front end that passed is not repeated before something it reads has changed.
CHECKED := .guanhu/checked

export PIP_DISABLE_PIP_VERSION_CHECK := 1

# Where this is set, every worker and command of a test run would compile all it imports anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
# One thing after the other, but for what is asked for by TOGETHER: two at a time, and what each
# of them says stays in one piece where make is new enough (4.0).
ifndef IN_PAIRS
.NOTPARALLEL:
endif
TOGETHER := $(MAKE) --no-print-directory --jobs=2 IN_PAIRS=1 \
  $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)
.DELETE_ON_ERROR:

.PHONY: help
help: ## Print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-14s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

# --- the environment ------------------------------------------------------------------------
# A stamp is as new as the lock file it was made from; a second run finds nothing to do.

.venv/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; choose one with: make PYTHON=python3.12 …" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

.venv/runtime: requirements.txt pyproject.toml | .venv/python
	$(BIN)/pip install --quiet --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/checks: requirements-dev.txt .venv/runtime
	$(BIN)/pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

frontend/node_modules/.installed: frontend/package-lock.json
	$(NPM) ci --loglevel=error
	@touch $@

.guanhu/frontend: $(WEB_SOURCES) frontend/node_modules/.installed
	$(NPM) run --silent build
	@mkdir -p .guanhu && touch $@

.PHONY: setup chromium build
setup: ## Install everything: Python, Node packages, Chromium
	+@$(TOGETHER) frontend/node_modules/.installed chromium

chromium: .venv/checks
	@$(BIN)/python tests/browser/chromium.py

build: .guanhu/frontend ## Build both front ends

# --- running --------------------------------------------------------------------------------

# A server started by root may keep its files outside .guanhu (docs/decisions/0002…).
define REMOVE_SERVERS
from pathlib import Path
from guanhu.plumbing.embedded import EmbeddedPostgres, PostgresUnavailable
try:
    for state in Path('.guanhu').glob('*/server.json'):
        EmbeddedPostgres(state.parent).remove()
except PostgresUnavailable as in_use:
    raise SystemExit(f'{in_use}; stop it first')
endef
export REMOVE_SERVERS

.PHONY: demo serve worker migrate clean distclean
demo: .venv/runtime .guanhu/frontend ## A believable office on http://localhost:8000 (PORT=… changes it)
	@exec $(BIN)/guanhu demo --port $(PORT)

serve: .venv/runtime .guanhu/frontend ## Serve the API and the front ends with your own settings
	@exec $(BIN)/guanhu serve --port $(PORT)

worker: .venv/runtime ## Run the jobs with your own settings
	@exec $(BIN)/guanhu worker

migrate: .venv/runtime ## Bring your database up to date
	@exec $(BIN)/guanhu migrate

clean: ## Stop the embedded servers and delete all data and builds
	@test ! -e .venv/runtime || $(BIN)/python -c "$$REMOVE_SERVERS"
	rm -rf .guanhu frontend/dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache

distclean: clean ## The same, and the installed packages
	rm -rf .venv frontend/node_modules

# --- checking -------------------------------------------------------------------------------

.PHONY: test check lint types imports schema law-coverage operations test-web test-rules test-api migrations test-browser
test: setup check ## Everything, from bare: all checks, then all tests
	$(BIN)/python -m pytest -n auto --maxprocesses=4 --dist=loadfile --no-loadscope-reorder

check: .venv/checks frontend/node_modules/.installed ## All but pytest
	+@$(TOGETHER) lint types build imports schema law-coverage operations test-web

lint: .venv/checks $(CHECKED)/lint ## Style of both languages
	$(BIN)/ruff check --quiet $(SOURCES)
	$(BIN)/ruff format --check --quiet $(SOURCES)

types: .venv/checks $(CHECKED)/types ## mypy strict, tsc strict
	$(BIN)/mypy --no-error-summary

imports: .venv/checks ## Which room stands on which
	$(BIN)/lint-imports --no-logo

schema: .venv/runtime ## graphql/schema.graphql is what the code exports
	$(BIN)/guanhu export-schema --check

law-coverage: .venv/runtime ## docs/law-coverage.md is what the reviewed list and the code say
	$(BIN)/guanhu law-coverage --check

operations: $(CHECKED)/codegen-check ## Operations are valid, generated files current

test-web: $(CHECKED)/test ## Unit tests of the front end

$(CHECKED)/%: $(WEB_READ) frontend/node_modules/.installed
	@mkdir -p $(@D) && touch $@.begun
	$(NPM) run --silent $(subst -,:,$*)
	@mv $@.begun $@

test-rules: .venv/checks ## Rules only: no database, a few seconds
	$(BIN)/python -m pytest tests/rules

test-api: .venv/checks ## Through /graphql, on the embedded PostgreSQL
	$(BIN)/python -m pytest tests/api

migrations: .venv/checks ## Up, down, up; and no drift from the tables in the code
	$(BIN)/python -m pytest tests/migrations

test-browser: .venv/checks .guanhu/frontend chromium ## Journeys in a real Chromium
	$(BIN)/python -m pytest tests/browser

.PHONY: simulate
simulate: .venv/checks ## A year of one office, every night looked at; minutes
	GUANHU_SIMULATE=year $(BIN)/python -m pytest tests/simulation

.PHONY: bench
bench: .venv/checks ## Speed: 100,000 cases, 3,000,000 check-ins; see docs/performance.md
	@$(BIN)/python -m tests.bench

# --- changing -------------------------------------------------------------------------------

.PHONY: fmt codegen migration lock
fmt: .venv/checks frontend/node_modules/.installed ## Format and fix what can be fixed
	$(BIN)/ruff check --quiet --fix $(SOURCES)
	$(BIN)/ruff format --quiet $(SOURCES)

codegen: .venv/runtime frontend/node_modules/.installed ## Export the schema, generate the client's types
	$(BIN)/guanhu export-schema
	$(NPM) run --silent codegen

migration: .venv/runtime ## A new, empty migration: make migration m="create reviews"
	@test -n "$(m)" || { echo 'say what it does: make migration m="create reviews"' >&2; exit 1; }
	$(BIN)/alembic revision --message "$(m)"

.guanhu/lock/bin/uv:
	$(PYTHON) -m venv .guanhu/lock
	.guanhu/lock/bin/pip install --quiet uv==0.13.9

lock: .guanhu/lock/bin/uv ## Resolve requirements*.in again (hashes, no index addresses)
	set -e; for name in requirements requirements-dev; do \
	  $< pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-emit-find-links --no-header $$name.in --output-file $$name.txt; done
