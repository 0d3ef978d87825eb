# make data    the data set of the seed articles, in data/
# make test    all tests
# make check   linters, types, import contracts
# make notebook   the notebook's output, from data/
# Each sets up what it needs in .venv once. Another interpreter: make PYTHON=python3.12 data

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check

.PHONY: data test check notebook clean

data: .venv/.installed
	$(BIN)/jianyan run seeds --out data

test: .venv/.installed-test
	$(BIN)/python -m pytest -n 2 --dist loadgroup

check: .venv/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pipeline.quality.gate

notebook: .venv/.installed-test
	$(BIN)/python -m tests.notebook

clean:
	rm -rf .venv build *.egg-info

.venv/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "jianyan needs Python 3.11 or later, and '$(PYTHON)' is older or missing. Install it, or name another: make PYTHON=python3.12 ..." >&2; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

.venv/.installed: .venv/.made pyproject.toml
	$(PIP) --editable .
	@touch $@

.venv/.installed-test: .venv/.installed
	$(PIP) --editable '.[test]'
	@touch $@
