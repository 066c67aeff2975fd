# Everything lives in ./.venv and ./var; nothing outside this folder is written to.
# Needs Python 3.11 or newer with venv, and nothing else.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help run install install-dev test score bench lint format schemas lock clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: $(VENV)/.installed ## Start a local broker and the workers, replay the seeds, print alerts until Ctrl-C
	@$(BIN)/contraflow up

install: $(VENV)/.installed ## Set up ./.venv with what running needs

install-dev: $(VENV)/.installed-dev ## Set up ./.venv with what testing needs

test: $(VENV)/.installed-dev ## Run every test; pass options to pytest with ARGS=…
	$(BIN)/python -m pytest $(ARGS)

score: $(VENV)/.installed-dev ## Score the labelled clusters; MISSES=1 lists misses, CLUSTERS="…" names other files
	$(BIN)/python -m tests.eval.run $(if $(MISSES),--misses) $(CLUSTERS)
	$(if $(CLUSTERS),,$(BIN)/python -m tests.eval.pairs $(if $(MISSES),--misses))
	$(if $(CLUSTERS),,$(BIN)/python -m tests.eval.sentences $(if $(MISSES),--misses))
	$(if $(CLUSTERS),,$(BIN)/python -m tests.eval.passages $(if $(MISSES),--misses))

bench: $(VENV)/.installed-dev ## Measure speed: every program in bench/, or one of them with ONLY=name
	@for name in $(or $(ONLY),$(sort $(basename $(notdir $(wildcard bench/*.py))))); do \
	  echo "== $$name"; $(BIN)/python -m bench.$$name $(ARGS) || exit 1; done

lint: $(VENV)/.installed-dev ## Check style, types and that generated files are fresh
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict
	$(BIN)/contraflow schemas export --check

format: $(VENV)/.installed-dev ## Fix style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

schemas: $(VENV)/.installed ## Write the generated files anew: JSON Schemas, tables of settings and topics
	$(BIN)/contraflow schemas export
	$(BIN)/contraflow settings --markdown > docs/settings.md
	$(BIN)/contraflow topics list --markdown > docs/topics.md

COMPILE := $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
           --no-emit-index-url --no-header --extra local --group build
lock: $(VENV)/.installed-dev ## Resolve dependencies anew into the lock files
	$(COMPILE) --upgrade pyproject.toml -o requirements.lock
	$(COMPILE) --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean: ## Remove the virtual environment, caches and local data
	rm -rf $(VENV) var .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Contraflow needs Python 3.11 or newer; name one with make PYTHON=…" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing into $(VENV) (a minute or two) …"
	$(PIP) install -q --require-hashes -r requirements.lock
	$(PIP) install -q --no-deps --no-build-isolation -e .
	@echo "Building the index of places (once) …"
	$(BIN)/python -c 'from contraflow.places import Gazetteer; Gazetteer.load()'
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	$(PIP) install -q --require-hashes -r requirements-dev.lock
	@touch $@
