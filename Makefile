# Iskra: one command sets up, one shows, one tests. `make` alone lists them.
# Needs Python >= 3.11 and make; everything else goes into .venv.

# The interpreter .venv is made with. Override: make install PYTHON=/path/to/python3
PYTHON ?= $(shell for p in python3.14 python3.13 python3.12 python3.11 python3 python; do \
	if $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$p; break; fi; done)

VENV := .venv
PY := $(VENV)/bin/python
STAMPS := $(VENV)/stamps
# The locks are complete and hashed, so pip need not resolve; bytecode is compiled on both cores afterwards.
PIP_INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check --no-input --no-compile
PIP_LOCKED := $(PIP_INSTALL) --require-hashes --no-deps
# Without bytecode each of the hundreds of processes that tests start would compile everything again.
COMPILED := env -u PYTHONDONTWRITEBYTECODE $(PY)
COMPILE := $(COMPILED) -m compileall -q -j 0
UV_COMPILE := env -u PIP_FIND_LINKS -u PIP_INDEX_URL -u PIP_EXTRA_INDEX_URL ../$(VENV)/bin/uv --no-config pip compile --quiet \
	--universal --generate-hashes --no-emit-index-url --no-emit-find-links --python-version 3.11 \
	--custom-compile-command 'make lock' $(if $(UPGRADE),--upgrade)

WORKERS ?= 4
SOURCES := bot handlers cluster storage papers sandbox tools

.DEFAULT_GOAL := help
.PHONY: help install demo test bench soak check lock schema picture migration screenshots dev
MAKEFLAGS += --no-print-directory

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile
	@printf '\nVariables: PYTHON= (any target), PORT= RESET=1 (demo), ARGS= (test, bench, soak), MINUTES= (soak), WORKERS= (test), UPGRADE=1 (lock), NAME= (migration)\n'

# An environment whose interpreter went away (an upgraded system) is made again.
$(shell test -x $(PY) || rm -rf $(STAMPS))

# --- setting up ---------------------------------------------------------------------------------

$(STAMPS)/venv:
	@if [ -z "$(PYTHON)" ] || ! $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
		echo "Iskra needs Python 3.11 or newer, found: $$($(or $(PYTHON),python3) --version 2>&1 || echo none)." >&2; \
		echo "Install one, or name it: make install PYTHON=/path/to/python3" >&2; exit 1; fi
	@echo "Setting up $(VENV) with $$($(PYTHON) --version) (once, about a minute) ..."
	@if $(PY) -m pip --version >/dev/null 2>&1; then :; else $(PYTHON) -m venv --clear $(VENV) || { \
		echo "Could not make $(VENV). On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }; fi
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/run: requirements/run.txt $(STAMPS)/venv
	@$(PIP_LOCKED) -r requirements/run.txt
	@$(COMPILE) $(VENV)/lib >/dev/null 2>&1 || true
	@touch $@

$(STAMPS)/iskra: pyproject.toml $(STAMPS)/run
	@$(PIP_INSTALL) --no-build-isolation --no-deps --editable .
	@touch $@

$(STAMPS)/dev: requirements/dev.txt $(STAMPS)/iskra
	@echo "Installing what tests and checks need ..."
	@$(PIP_LOCKED) -r requirements/dev.txt
	@touch $@

# Compiled here, since who runs a service may not write beside its sources and would compile them at each start.
install: $(STAMPS)/iskra ## Make .venv with what Iskra needs at run time, and .venv/bin/iskra
	@$(COMPILE) $(SOURCES)

dev: $(STAMPS)/dev ## Make .venv with the tools for tests and checks as well

# --- using --------------------------------------------------------------------------------------

demo: $(STAMPS)/iskra ## Open Iskra and a Telegram stand-in in the browser (PORT=8900, RESET=1)
	@exec $(VENV)/bin/iskra demo $(if $(PORT),--port $(PORT)) $(if $(RESET),--reset)

# --- developing ---------------------------------------------------------------------------------

test: $(STAMPS)/dev ## Run every test; the summary line comes last (ARGS="-k form -x")
	@exec $(COMPILED) -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

bench: $(STAMPS)/dev ## Measure Iskra beside other bots (ARGS="--only throughput", --quick, --profile)
	@exec $(PY) -m bench $(ARGS)

soak: $(STAMPS)/dev ## Kill and hinder the real process for half an hour (MINUTES=30, ARGS="--seed 7")
	@exec $(COMPILED) -m tests.faults.soak --minutes $(or $(MINUTES),30) $(ARGS)

check: $(STAMPS)/dev ## Lint, types, import contracts, migrations, locales
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(PY) tools/check_migrations.py
	$(PY) tools/check_locales.py
	$(PY) tools/check_cyrillic.py
	@echo "make check: all good"

lock: $(STAMPS)/venv ## Pin requirements/*.in into hashed locks for every platform (UPGRADE=1 renews)
	@$(PY) -m uv --version >/dev/null 2>&1 || $(PIP_INSTALL) uv
	@cd requirements && $(UV_COMPILE) run.in build.in -o run.txt
	@cd requirements && $(UV_COMPILE) -c run.txt dev.in -o dev.txt
	@! grep -nE '://|file:' requirements/run.txt requirements/dev.txt

schema: $(STAMPS)/dev ## Make the sandbox's schema of Bot API methods anew
	$(PY) tools/make_schema.py

picture: $(STAMPS)/dev ## Draw the lives of applications and placements into docs/ anew
	$(PY) -m tools.draw_admission
	$(PY) -m tools.draw_internship

migration: $(STAMPS)/dev ## Write the migration from the newest one to the models (NAME=add_vacancies)
	@test -n "$(NAME)" || { echo 'Say what it does: make migration NAME=add_vacancies' >&2; exit 2; }
	$(PY) tools/make_migration.py "$(NAME)"

screenshots: $(STAMPS)/dev ## Take the pictures of the README from a demo in Chromium
	$(PY) tools/screenshots.py
