.DEFAULT_GOAL := help
SHELL := /bin/bash
export PYTHONPATH := $(CURDIR)
export NUMBA_CACHE_DIR := $(CURDIR)/.numba_cache
export OPENBLAS_NUM_THREADS := 1
export PYRIGHT_PYTHON_CACHE_DIR := $(CURDIR)/.venv/pyright
export PYRIGHT_PYTHON_IGNORE_WARNINGS := 1
PYTHON := .venv/bin/python
SERVED := agents graphs prompts server tools
PACKAGES := tools prompts agents graphs server evals benchmarks tests install.py

.PHONY: help run test setup setup-test check format readme train benchmarks clean

help: ## List the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: setup ## Set up if needed, start the server on 127.0.0.1:8000
	@exec ./polymath serve

test: setup-test ## Set up if needed, run everything CI runs
	@$(MAKE) --no-print-directory check
	@$(PYTHON) -m pytest -q -n 2 --dist worksteal -m "not alone"
	@$(PYTHON) -m pytest -q -m alone
	@./polymath eval

setup: ## Create .venv with what running needs; compile code and kernels
	@python3 install.py run
	@$(PYTHON) -m compileall -q $(SERVED)
	@$(PYTHON) -m tools.compile

setup-test:
	@python3 install.py test
	@$(PYTHON) -m tools.compile

check: ## Format, lint, types, import contracts, generated documents
	@.venv/bin/ruff format --check $(PACKAGES)
	@.venv/bin/ruff check -q $(PACKAGES)
	@.venv/bin/lint-imports --no-cache
	@.venv/bin/pyright --level error

format: ## Format and sort imports
	@.venv/bin/ruff check -q --fix $(PACKAGES); .venv/bin/ruff format -q $(PACKAGES)

readme: ## Write the tables of agents and capabilities into the README
	@$(PYTHON) -m server.readme README.md

train: ## Train the planner on prompts/examples
	@./polymath train planner

benchmarks: ## Measure against peers; needs the network once
	@$(PYTHON) -m benchmarks

clean: ## Remove what set-up made; keeps ./data
	@rm -rf .venv .numba_cache .pytest_cache .ruff_cache benchmarks/.venv
