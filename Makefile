# make demo    set everything up and show the main job (DEMO="--lang en" for English)
# make test    set everything up, check the code and run the suite (SQLite and PostgreSQL)
# make serve   serve the API          make bench   measure speed and ranking quality
# make check   linters and types      make clean   remove what was set up
#
# Each needs Python 3.11 or later and make. uv is used where it can be had, pip otherwise.

SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11,\
	$(shell $(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && command -v $(name))))

.DEFAULT_GOAL := help
.PHONY: help setup demo test check unit serve bench clean

help:
	@sed -n '1,/^$$/s/^# \{0,1\}//p' $(firstword $(MAKEFILE_LIST))

# install,what: an editable installation, by uv (the machine's, or one put into the environment) or else by pip;
# `editables` carries hatchling's exact editable mode, which uv does not ask the build for
define install
	@echo "setting up $(VENV) (the first time takes a minute or two)"
	@uv=$$(command -v uv || true); \
	if [ -z "$$uv" ] && $(BIN)/python -m pip install --quiet --disable-pip-version-check uv >/dev/null 2>&1; then uv=$(BIN)/uv; fi; \
	if [ -n "$$uv" ] && "$$uv" pip install --quiet --python $(BIN)/python editables --editable "$(1)"; then :; \
	else $(BIN)/python -m pip install --quiet --disable-pip-version-check editables --editable "$(1)"; fi
endef

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed (make PYTHON=/path/to/python)" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(call install,.)
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(BIN)/python
	$(call install,.[dev])
	@touch $(VENV)/.installed $@

setup: $(VENV)/.installed

demo: $(VENV)/.installed
	@GUIYAN_LANG="$${GUIYAN_LANG:-zh}" $(BIN)/guiyan demo $(DEMO)

test: check unit

check: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/deptry .

unit: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n 2

# after `make demo` the sample county is what is served, unless DATABASE_URL names another database
serve: $(VENV)/.installed
	@DATABASE_URL="$${DATABASE_URL:-sqlite:///$(if $(wildcard guiyan-demo.db),guiyan-demo.db,guiyan.db)}" $(BIN)/guiyan serve

bench: $(VENV)/.installed-dev
	@mkdir -p build/bench
	$(BIN)/python -m tests.bench.scale --out build/bench/scale.json --plot build/bench/scale.png
	$(BIN)/python -m tests.bench.batch --members 1000000 --openings 10000 --dask 2 --peers
	$(BIN)/python -m tests.bench.serving --members 1000000 --out build/bench/serving.json
	$(BIN)/python -m tests.bench.graded
	$(BIN)/python -m tests.bench.measures
	$(BIN)/python -m tests.bench.invest
	$(BIN)/python -m tests.bench.throughput

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	rm -f guiyan-demo.db guiyan-demo.db-wal guiyan-demo.db-shm
