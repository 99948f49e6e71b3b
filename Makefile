# Commands for people; .ci/run and `make test` are the same thing.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo run test lint pictures environment

demo: environment
	@exec $(BIN)/usynys demo $(if $(PORT),--port $(PORT))

run: environment
	@exec $(BIN)/usynys run

test:
	@bash .ci/run

lint: environment
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

pictures: environment
	$(BIN)/python -m tests.browser.pictures

environment: $(READY)

# Exactly the locked versions, each checked by its hash; then this project itself, which downloads nothing.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed (make PYTHON=python3.11 …)")'
	@echo "Preparing $(VENV): two minutes the first time"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)
