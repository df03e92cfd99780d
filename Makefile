# Two commands matter: `make demo` and `make test`. Both work from nothing but Python 3.11+, git and make.
PYTHON ?= python3
PORT ?= 8000
WHOSAID_DATA ?= ./data
BIN := .venv/bin
export WHOSAID_DATA
export PORT

.PHONY: setup demo test coverage check format lock quality conformance clean

# The pip of an older Python takes a pin without extras for none as soon as a newer release is out: first its own pin.
.venv/.ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, found " + sys.version.split()[0]) if sys.version_info < (3, 11) else 0'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	awk '/^pip==/ {found = 1} found {print; if (!/\\$$/) exit}' requirements.lock > .venv/pip.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .venv/pip.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch .venv/.ready

setup: .venv/.ready ## make .venv and install the locked dependencies

demo: setup ## ingest the seeds and serve
	$(BIN)/whosaid demo

test: setup ## the whole suite
	$(BIN)/python -m pytest -n 2 --dist loadgroup

coverage: setup ## the whole suite with branch coverage, which takes half as long again
	$(BIN)/python -m pytest -n 2 --dist loadgroup --cov --cov-report=term

check: setup ## format, lint, types, import contracts, Turtle
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m app.rdf.lint

quality: setup ## score the reader; on the development data too, where it is
	PYTHONPATH=. $(BIN)/python bench/quality_gold.py
	@if test -n "$$WHOSAID_CORPORA" && test -n "$$WHOSAID_SCORERS"; then set -e; export PYTHONPATH=.; \
	  $(BIN)/python bench/quality_model.py --by-kind --bootstrap 200; \
	  $(BIN)/python bench/quality_conflicts.py; \
	  $(BIN)/python bench/quality_values.py; \
	else echo "SKIPPED: model, conflicts and values. Set WHOSAID_CORPORA and WHOSAID_SCORERS to score them." >&2; fi

conformance: setup ## SUITES=folder: the W3C suites over HTTP, passed / total per category
	@test -d "$(SUITES)" || { echo "set SUITES to the folder that holds rdf-tests/ and data-shapes/" >&2; exit 2; }
	@export PYTHONPATH=.; status=0; for one in query protocol update shacl; do \
	  test -f bench/conformance_$$one.py || continue; \
	  echo "== $$one"; $(BIN)/python bench/conformance_$$one.py "$(SUITES)" || status=1; \
	done; exit $$status

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/python -m app.rdf.lint --fix

lock: ## resolve the dependencies anew; the lock names no registry
	$(BIN)/pip-compile --quiet --extra dev --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --allow-unsafe --strip-extras --output-file requirements.lock pyproject.toml

clean:
	rm -rf .venv data build *.egg-info .coverage* .mypy_cache .ruff_cache .pytest_cache .hypothesis
