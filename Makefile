# Every target sets up what it needs: `make test` works in a fresh clone.

PYTHON ?= python3
BIN := .venv/bin
PINS := constraints.txt pyproject.toml

.PHONY: help setup grade demo test lint seeds hints attacks fuzz matrix mixed newcomer gpu template audit \
        release bench clean

help:
	@echo "make grade                                  grade the bundled samples"
	@echo "make grade SUBMISSION=PATH ASSIGNMENT=NAME  grade one hand-in"
	@echo "make demo                                   200 made-up hand-ins, graded, and the report on them"
	@echo "make demo NAME=dropout COUNT=50 SEED=2      of another assignment, as many, others"
	@echo "make test                                   check everything, as CI does"
	@echo "make seeds                                  the references over 200 seeds"
	@echo "make hints                                  every wrong solution gets its own hint, no mutant a false one"
	@echo "make attacks                                run the corpus of attacks"
	@echo "make fuzz                                   200 times the fuzzing of make test"
	@echo "make matrix                                 what each layer of the confinement is worth"
	@echo "make mixed                                  1,000 gradings in a row, attacks among them"
	@echo "make newcomer                               a student's way from the zip to a score, all installed anew"
	@echo "make gpu                                    all that needs a GPU; writes docs/gpu.json"
	@echo "make template                               write student_template/ anew"
	@echo "make audit                                  does every assignment grade rightly? figures and a page"
	@echo "make release                                the zips of every assignment, in dist/"
	@echo "make release NAMES='batchnorm resnet'       those of some"
	@echo "make bench                                  measure speed, as ratios"
	@echo "make clean                                  remove .venv, dist and caches"

# The environment is made once, and made anew when the pins are others than those it was made from.
# All processors compile it, which pip does on one; a few files of others' are for other Pythons.
setup:
	@if ! cat $(PINS) 2>/dev/null | cmp -s - .venv/made-from; then \
		echo "making .venv: torch and others are installed, which takes some minutes ..."; \
		rm -rf .venv && "$(PYTHON)" -m venv .venv && \
		$(BIN)/python -m pip install --quiet --no-compile --constraint constraints.txt \
			--editable '.[develop]' && \
		{ $(BIN)/python -m compileall -q -j 0 .venv/lib > /dev/null 2>&1 || true; } && \
		cat $(PINS) > .venv/made-from; \
	fi

grade: setup
ifneq ($(SUBMISSION)$(ASSIGNMENT),)
	@if [ -z "$(SUBMISSION)" ] || [ -z "$(ASSIGNMENT)" ]; then \
		echo "make grade: name both, SUBMISSION=PATH and ASSIGNMENT=NAME, or neither" >&2; exit 2; fi
	@$(BIN)/autograder grade "$(SUBMISSION)" --assignment "$(ASSIGNMENT)" $(ARGS)
else
	@$(BIN)/autograder samples
endif

demo: setup
	@$(BIN)/python -m tests.synthetic.demo $(if $(NAME),--assignment "$(NAME)") \
		$(if $(COUNT),--count "$(COUNT)") $(if $(SEED),--seed "$(SEED)")

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/autograder template --check

test: lint
	$(BIN)/pytest -n 2 --dist worksteal

seeds: setup
	@AUTOGRADER_SEEDS=200 $(BIN)/pytest tests/test_examples.py -n 2 -k whatever_the_seed

hints: setup
	@AUTOGRADER_HINTS=all $(BIN)/pytest tests/judge/test_hints.py \
		tests/judge/test_hints_of_mutants.py tests/synthetic/test_mutants.py -n 2

attacks: setup
	$(BIN)/pytest tests/attacks -n 2 --dist worksteal

fuzz: setup
	@AUTOGRADER_FUZZ=200 $(BIN)/pytest $(wildcard tests/*/test_*_fuzz.py) -n 2 --dist worksteal

matrix: setup
	$(BIN)/python -m tests.attacks.matrix

mixed: setup
	$(BIN)/python -m tests.attacks.mixed $(COUNT)

newcomer: setup
	@AUTOGRADER_INSTALL=1 $(BIN)/pytest tests/release/test_newcomer.py

gpu: setup
	$(BIN)/python -m tests.gpu.record

template: setup
	@$(BIN)/autograder template

audit: setup
	@mkdir -p build
	@$(BIN)/autograder audit $(NAMES) --page build/audit.html --json build/audit.json

release: setup
	@$(BIN)/autograder release $(or $(NAMES),--all) $(ARGS)

bench: setup
	@$(BIN)/pytest tests/bench/bench_speed.py -p no:xdist -s --benchmark-columns=median,min,max,rounds

clean:
	rm -rf .venv build dist *.egg-info .*_cache .benchmarks
