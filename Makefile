# Lastmetre: the two commands a newcomer needs are `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help setup demo test slow soak check serve bench clean
.DEFAULT_GOAL := help

help:  ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Lastmetre needs Python 3.11 or newer / 需要 Python 3.11 或更高版本")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@echo "compiling the routing cores, once (1-3 minutes) / 首次编译路径核心（约1-3分钟）"
	$(BIN)/lastmetre warm-up
	touch $(READY)

setup: $(READY)  ## make .venv with everything in it and compile the routing core

demo: setup  ## plan the catalogue day "district" and write out/district/
	$(BIN)/lastmetre demo --out out/district

test: setup  ## run the tests (under ten minutes on two cores)
	$(BIN)/python -m pytest -m "not slow" -n 2

slow: setup  ## run every test, with properties at depth
	$(BIN)/python -m pytest -n 2

soak: setup  ## hold the compiled rules of the road against longhand ones: 100,000 duties a feature; then 300 days far too short, every index checked (over twenty minutes)
	$(BIN)/python -m pytest -m slow -n 2 -rP tests/optimizer/routing/test_differential.py tests/optimizer/routing/test_simulate.py
	NUMBA_BOUNDSCHECK=1 $(BIN)/python -m pytest -m slow -n 2 tests/optimizer/routing/test_short_of_vehicles.py

check: setup  ## format, lint, types, import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

serve: setup  ## start the HTTP service on 127.0.0.1:8000
	$(BIN)/lastmetre serve

bench: setup  ## measure catalogue days, road engine and routing core; figures go to docs/benchmarks.md
	$(BIN)/lastmetre bench --out out/bench

clean:  ## remove .venv, caches and out/
	rm -rf $(VENV) out build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
