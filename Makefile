# Both commands set up what they need: a Python of 3.11 to 3.13 and the package index are enough.
#   make demo    install, run `extract` on a page of the corpus and show what it found
#   make test    install, then every check: ruff, mypy, import-linter, pytest with doctests

.DEFAULT_GOAL := help
.PHONY: help demo test clean
SHELL := /bin/sh

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
  $$p -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null \
  && { echo $$p; break; }; done)
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet
PAGE := corpus/www.phnompenhpost.com/online-fraud-2023/page.html
WORKERS ?= 2

help:
	@sed -n 's/^#   //p' Makefile

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11, 3.12 or 3.13 (with venv) is needed; none was found. Name one: make PYTHON=/path/to/python3"; exit 1; }
	@echo "Making $(VENV) with $(PYTHON)"
	@$(PYTHON) -m venv $(VENV)

# An old pip fails on some wheels: it is upgraded inside the environment first. A stamp says for which pyproject.toml the
# environment was filled.
$(VENV)/.installed: pyproject.toml | $(BIN)/python
	@echo "Installing the package and what it needs"
	@$(PIP) install --upgrade "pip>=24"
	@$(PIP) install --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml $(VENV)/.installed
	@echo "Installing what the checks need"
	@$(PIP) install --editable ".[dev]"
	@touch $@

demo: $(VENV)/.installed
	@echo '$$ extract $(PAGE) --format text'
	@$(BIN)/extract $(PAGE) --format text
	@echo 'The whole record: $(BIN)/extract $(PAGE)'

test: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n $(WORKERS) --dist worksteal

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
