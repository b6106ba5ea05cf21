# Two commands are enough: `make run` and `make test`. Both build .venv from any Python >= 3.11
# and build it anew only when the requirements change.

SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	2>/dev/null && echo $$p && break; done)
export OMP_NUM_THREADS ?= 2
export TOKENIZERS_PARALLELISM := false

# Calibration reads what the end-to-end run left, so the order counts.
BENCHES := end-to-end stance calibration claims scifact known-claims checkworthiness checks

.PHONY: run test test-fleet check format train-stance fit-verdicts lock bench-quality $(BENCHES:%=bench-%) bench-speed bench-candidates bench-reverse bench-scale scale-page quality-table clean help

help: ## what can be made
	@grep -E '^[a-z-]+:.*##' Makefile | sed 's/:.*## /\t/' | expand -t 18

run: $(VENV)/.installed ## index the seed library, check the seed article, open the dashboard
	@$(BIN)/sverka demo

test: $(VENV)/.installed-dev check ## every test and quality gate
	$(BIN)/python -m coverage erase
	$(BIN)/python -m pytest --cov --cov-report=term --cov-report=xml:var/coverage.xml $(ARGS)

test-fleet: $(VENV)/.installed-dev ## every process of deploy/compose.yaml, with the real servers
	$(BIN)/python -m pytest tests/fleet $(ARGS)

check: $(VENV)/.installed-dev ## the quick gates: lint, format, types, layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.installed-dev ## put the code into the house's format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench-quality: $(BENCHES:%=bench-%) quality-table ## every benchmark of quality; one alone: make bench-stance, …

$(BENCHES:%=bench-%): bench-%: $(VENV)/.installed-dev
	$(BIN)/python -m tests.quality.bench_$(subst -,_,$*) $(ARGS)

quality-table: $(VENV)/.installed-dev ## the README's quality table, from docs/quality.json
	$(BIN)/python -m tests.quality.write_table

bench-speed: $(VENV)/.installed-dev ## the seed article, five times, by stage
	$(BIN)/python -m tests.quality.bench_speed

bench-candidates: $(VENV)/.installed-dev ## verdicts and time by how many candidates a claim are judged
	$(BIN)/python -m tests.quality.bench_candidates

bench-reverse: $(VENV)/.installed-dev ## which of 10,000 claims 1,000 new passages touch, minutes
	$(BIN)/python -m tests.quality.bench_reverse $(ARGS)

bench-scale: $(VENV)/.installed-dev ## libraries of up to a million passages, workers, API; one part: ARGS="--part library"
	$(BIN)/python -m tests.scale $(ARGS)

scale-page: $(VENV)/.installed-dev ## the tables of docs/scale.md; at other prices: ARGS="--core-hour 0.02"
	$(BIN)/python -m tests.scale.write_pages $(ARGS)

STANCE := $(BIN)/python -m workers.models.training.stance
train-stance: $(VENV)/.installed-dev ## train the stance model anew, hours; DATA=folder, STEPS=of the first stage
	$(STANCE).generate --data $(DATA) --out var/training/generated.jsonl
	$(STANCE).switching --data $(DATA) --out var/training/lexicon.json
	$(STANCE).train general --data $(DATA) $(MADE) --epochs 4 --steps $(STEPS)
	$(STANCE).train verdict --data $(DATA) $(MADE) --replay 0.5 \
		--start var/training/stance/general.pt --epochs 3 --rate 1.2e-4
	$(STANCE).pack var/training/stance/verdict.pt --data $(DATA)
	$(MAKE) fit-verdicts

fit-verdicts: $(VENV)/.installed-dev ## fit formula and calibration on held-out pairs, minutes
	$(STANCE).rehearsal --data $(DATA)
	$(STANCE).formula
	$(BIN)/python -m workers.models.training.calibration --rows var/training/rows.jsonl \
		--origin "held-out claims of the stories, checked against all passages that train" \
		--scorer "$$($(BIN)/python -m workers.models.training.calibration.scorer)"
DATA ?= ../shared/data
STEPS ?= 13000
MADE := --generated var/training/generated.jsonl --lexicon var/training/lexicon.json

lock: $(VENV)/.installed-dev ## compile the requirements anew
	$(BIN)/python -m piptools compile $(LOCK) requirements.in -o requirements.txt
	sed -i 's/^torch==\([0-9.]*\)+cpu/torch==\1/' requirements.txt
	$(BIN)/python -m piptools compile $(LOCK) requirements-dev.in -o requirements-dev.txt
	sed -i 's/^torch==\([0-9.]*\)+cpu/torch==\1/' requirements-dev.txt
LOCK := --quiet --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
	--no-header --allow-unsafe

clean: ## forget the environment; what was stored under var/ stays
	rm -rf $(VENV)

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Sverka needs Python 3.11 or newer: install it, or name it with make PYTHON=…"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip

$(VENV)/.installed: requirements.txt pyproject.toml | $(BIN)/python
	@echo "Installing what Sverka needs into $(VENV); the first time takes a few minutes."
	$(BIN)/python -m pip install --quiet --requirement requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --requirement requirements-dev.txt
	@touch $@
