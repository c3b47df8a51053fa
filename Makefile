# make demo: set up and run the demo. make test: set up and run the tests. make help: all targets.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
export OMP_NUM_THREADS ?= 1

.PHONY: help demo test lint types contracts check bench aims gallery clean
help:  ## list the targets
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*## /\t/'

$(VENV)/.ready: pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

demo: $(VENV)/.ready  ## set up, then verify the demo's papers and report, offline
	$(BIN)/synth demo

test: $(VENV)/.ready  ## set up, then run the tests, offline
	$(BIN)/python -m pytest -q

lint: $(VENV)/.ready  ## ruff
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.ready  ## mypy --strict
	$(BIN)/mypy --strict

contracts: $(VENV)/.ready  ## import contracts
	$(BIN)/lint-imports

check: lint types contracts test  ## all of the above

bench: $(VENV)/.ready  ## print the figures of the README (PAPERS=folder of PDFs)
	$(BIN)/python tests/benchmarks/targets.py $(if $(PAPERS),--papers $(PAPERS))

aims: $(VENV)/.ready  ## measure what was aimed at (DATA=folder of labelled sets; QUICK=--quick leaves two long figures out)
	$(BIN)/python tests/benchmarks/aims.py --data $(DATA) $(QUICK)

gallery: $(VENV)/.ready  ## write the reports of the demo to reports/ anew
	rm -rf synth-demo $(filter-out reports/reruns/,$(wildcard reports/*/))
	$(BIN)/synth demo --quiet
	cp -r synth-demo/reports/* reports/
	rm -rf synth-demo

clean:  ## remove what make made
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache
