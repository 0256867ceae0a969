# Verbs of the project. With `uv` present it and the lock are used, without it a venv and pip.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
UV := $(shell command -v uv 2>/dev/null)
export UV_PROJECT_ENVIRONMENT := .venv

.PHONY: help serve test check lint types imports openapi examples contract lint-contract clients bench-relevance bench-latency bench-engine bench-index bench-http bench-exports bench-reading bench-report bench-pages lighthouse screenshots clean

help: ## list the verbs
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

.venv/.ready: pyproject.toml $(wildcard uv.lock)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed; set PYTHON=…")'
ifdef UV
	@uv sync --quiet --locked --inexact --compile-bytecode --no-dev --python $(PYTHON)
else
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	@$(BIN)/python -m pip install --quiet --editable .
endif
	@touch $@

.venv/.ready-dev: .venv/.ready
ifdef UV
	@uv sync --quiet --locked --inexact --compile-bytecode
else
	@$(BIN)/python -m pip install --quiet --editable . --group dev
endif
	@touch $@

.venv/.compiled: .venv/.ready $(shell find api search -name '*.py')
	@$(BIN)/python -m compileall -q api search
	@touch $@

serve: .venv/.compiled ## set up, seed the archive on first start, serve on 127.0.0.1:8000
	@$(BIN)/alliance serve

test: .venv/.ready-dev ## set up and run the tests
	@$(BIN)/python -m pytest -q -n auto --dist loadscope

check: lint types imports test ## everything that must hold before a change lands
	@$(BIN)/alliance openapi --check

lint: .venv/.ready-dev ## style
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: .venv/.ready-dev ## strict types
	@$(BIN)/mypy

imports: .venv/.ready-dev ## who may import whom
	@$(BIN)/lint-imports --no-logo

openapi: .venv/.ready ## write openapi.yaml from the code
	@$(BIN)/alliance openapi

examples: .venv/.ready-dev ## ask the examples of the contract again, of the seed data, and write what is answered
	@$(BIN)/python -m tests.contract.examples
	@$(BIN)/alliance openapi

contract: .venv/.ready-dev ## every check of schemathesis against a server with the seed data
	@$(BIN)/python -m tests.contract.run

lint-contract: .venv/.ready-dev ## Spectral, Redocly, and the changes of openapi.yaml since the last release (Node.js from PyPI, Go)
	@$(BIN)/python -m tests.clients.run lint

clients: .venv/.ready-dev ## lint-contract, and Python and TypeScript clients made, type-checked and run
	@$(BIN)/python -m tests.clients.run

bench-relevance: .venv/.ready-dev ## nDCG@10 and MRR over the judged queries
	@$(BIN)/python -m bench.relevance

bench-latency: .venv/.ready-dev ## how long answers over the seed data take through HTTP
	@$(BIN)/python -m bench.latency

bench-engine: .venv/.ready-dev ## queries beside tantivy, SQLite FTS5 and plain Whoosh (options in BENCH="…")
	@$(BIN)/python -m bench.engine $(BENCH)

bench-index: .venv/.ready-dev ## building, adding, opening, disk and memory beside the same
	@$(BIN)/python -m bench.index $(BENCH)

bench-http: .venv/.ready-dev ## answers through HTTP beside Datasette and a bare route
	@$(BIN)/python -m bench.http $(BENCH)

bench-pages: .venv/.ready-dev ## the search page beside the API's answer, on the seed data and on a large archive
	@$(BIN)/python -m bench.pages $(BENCH)

lighthouse: .venv/.ready-dev ## Lighthouse's scores of the search page, desktop and phone
	@$(BIN)/python -m bench.lighthouse

screenshots: .venv/.ready-dev ## what the pages look like, to docs/screenshots
	@$(BIN)/python -m tests.browser.screenshots

bench-reading: .venv/.ready-dev ## what the reader finds on the labelled pages (options in BENCH="…")
	@$(BIN)/python -m bench.reading $(BENCH)

bench-exports: .venv/.ready-dev ## whole lists as files: start, records a second, memory
	@$(BIN)/python -m bench.exports $(BENCH)

bench-report: .venv/.ready-dev ## tables and charts of docs/performance.md from bench/results
	@$(BIN)/python -m bench.report

clean: ## remove what was set up (the archive in data/ stays)
	@rm -rf .venv .venv-bench .venv-clients .mypy_cache .pytest_cache .ruff_cache .hypothesis .venv-lighthouse
