# Two commands are all that is needed: `make run` and `make test`. `make help` lists the others.
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
BIN := .venv/bin
export VOICEGROUND_FUZZ_SECONDS ?= 60

.PHONY: run test setup check lint bench wheel clean help

run: ## install what is missing, then start voiceground (ARGS="run five-senses" for more)
	@tools/setup.sh run
	@$(BIN)/voiceground $(ARGS)

test: ## install what the tests need, then run them all (ARGS="-k stop" for some of them, one by one)
	@tools/setup.sh test
ifdef ARGS
	@$(BIN)/python -m pytest $(ARGS)
else
	@$(BIN)/python -m pytest -m "not alone" -n auto --dist worksteal
	@$(BIN)/python -m pytest -m alone -s
endif

setup: ## install everything that run and test need, and start nothing
	@tools/setup.sh test

check: lint test ## everything that has to hold before a change lands

lint: setup ## style, types and who may import whom; no tests
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: setup ## how soon an answer comes, beside the usual tutorial loop (needs VOICEGROUND_RECORDINGS)
	@$(BIN)/python -m tests.bench.turns $(ARGS)

wheel: setup ## build dist/voiceground-*.whl
	@$(BIN)/python -m build --wheel --no-isolation

clean: ## remove .venv, what was built, and every cache in this folder
	@rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
