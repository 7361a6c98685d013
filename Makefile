# Two commands are enough: `make run` and `make test`. The rest is for whoever changes something.
PYTHON ?= python3
PY := .venv/bin/python

.PHONY: run test check contract migration bench clean

run: ## Install what is missing, build the page, serve the demo network on http://127.0.0.1:8000
	@$(PYTHON) deploy/bootstrap.py run
	@$(PY) -m api.cli serve --demo

test: ## Install what is missing and pass every test: Python on both databases, page, browser, contract, SDKs
	@$(PYTHON) deploy/bootstrap.py test
	@$(PY) deploy/check.py

check: ## The quick half: style, types, Python on SQLite, page
	@$(PY) deploy/check.py ruff format types "python on SQLite" frontend

contract: ## Write openapi/ from the code, and the page's types from openapi/
	@$(PY) -m api.cli contract
	@cd frontend && npm run contract && npm run words

migration: ## A new migration from the models: make migration NAME="add something"
	@$(PY) -m api.migrating new "$(NAME)"

bench: ## Ratios against bare ASGI and a textbook app, on both databases
	@$(PY) -m bench

clean: ## Remove what was built; the data in var/ stays
	@rm -rf .venv .cache frontend/node_modules frontend/dist
