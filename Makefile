# Commands for people; .ci/run and `make test` are the same thing.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SIMILAR := $(VENV)/.similar

.PHONY: demo run test crash lint pictures guide environment similar bench bench-environment

demo: environment
	@exec $(BIN)/usynys demo $(if $(PORT),--port $(PORT))

run: environment
	@exec $(BIN)/usynys run

test:
	@bash .ci/run

# The crash tests at length: make crash KILLS=50 PEOPLE=200 SEED=…; the summary at the end says what was counted.
crash: environment
	CRASH_KILLS=$(or $(KILLS),50) CRASH_PEOPLE=$(or $(PEOPLE),200) $(if $(SEED),CRASH_SEED=$(SEED)) \
		$(BIN)/pytest -q tests/crash

lint: environment
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

pictures: environment
	$(BIN)/python -m tests.browser.pictures

# A whole campaign walked in the chat page in both languages, some minutes; the pictures go into docs/guide.
guide: environment
	$(BIN)/python -m tests.browser.guide

# Every program of benchmarks/, about an hour; benchmarks/README.md says how to run one.
bench: environment bench-environment
	$(BIN)/python -m benchmarks

bench-environment:
	@PYTHON=$(PYTHON) benchmarks/prepare

environment: $(READY)

# Exactly the locked versions, each checked by its hash; then this project itself, which downloads nothing.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed (make PYTHON=python3.11 …)")'
	@echo "Preparing $(VENV): two minutes the first time"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

# The extra: similar proposals also in the other language, 91 MB more (docs/operating.md).
similar: $(SIMILAR)

$(SIMILAR): requirements-similar.lock $(READY)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-similar.lock
	@touch $(SIMILAR)
