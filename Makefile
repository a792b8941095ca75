# Every target does its own set-up: on a bare machine with Python 3.11–3.13 and make,
# `make demo` and `make test` are enough. As root on Debian, what is missing of the system is
# installed, too (.ci/system-packages).
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed

.PHONY: demo test system lint format bench lock clean

# Every wheel is checked against its hash; the project itself is built without fetching anything.
$(STAMP): requirements/dev.txt pyproject.toml
	PYTHON=$(PYTHON) .ci/system-packages python
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

demo: $(STAMP)
	$(BIN)/recul demo

test: $(STAMP) system
	$(BIN)/python -m pytest

# A browser, a database server, fonts: tests that need one that is missing are skipped.
system:
	.ci/system-packages tests

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(STAMP)
	$(BIN)/python -m benchmarks

# After changing dependencies in pyproject.toml: one lock for Python 3.11 to 3.13, with hashes.
lock: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --quiet \
	  --all-extras pyproject.toml --group dev -o requirements/dev.txt
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --quiet \
	  pyproject.toml --group dev --group peers -c requirements/dev.txt -o requirements/peers.txt

clean:
	rm -rf $(VENV) demo out dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
