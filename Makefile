# Two commands set everything up: `make demo`, then `make test`.
PYTHON ?= python3
PY := .venv/bin/python
READY := .venv/.ready-$(shell printf %s "$(CURDIR)" | cksum | cut -d" " -f1)
CORPUS ?= corpus

demo: $(READY)  ## read the bundled reports, print a reading, say where the HTML view is
	@$(PY) -m sayso demo
test: $(READY)  ## run the tests
	@$(PY) -m pytest -q -m "not browser"
check: test  ## the tests, then lint, types, the import contract and the docs
	@$(PY) -m ruff check . && $(PY) -m mypy && .venv/bin/lint-imports && $(PY) -m pytest -q -m browser tests/e2e
train: .venv-train/.ready  ## train the attribution model: make train CORPUS=path/to/polnear [TEXTS=news.csv]
	@PYTHONPATH=src .venv-train/bin/python -m training.recipe $(CORPUS) build/training src/sayso/data/attribution $(if $(TEXTS),--texts $(TEXTS))
lock: $(READY)  ## write requirements.lock anew after editing pyproject.toml
	@.venv/bin/uv pip compile -q --universal --generate-hashes --python-version 3.11 --group dev --no-header --no-annotate pyproject.toml -o requirements.lock

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "sayso needs Python 3.11 or newer; set PYTHON=/path/to/python3.11")'
	@echo "setting up .venv (once) ..." >&2
	@$(PYTHON) -m venv --clear .venv
	@awk '/^uv==/ {on=1; print; next} on && /^[a-z]/ {exit} on {print}' requirements.lock > .venv/uv.lock.txt
	@$(PY) -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r .venv/uv.lock.txt
	@.venv/bin/uv pip sync -q --python $(PY) --require-hashes requirements.lock
	@.venv/bin/uv pip install -q --python $(PY) --no-deps --offline -e .
	@touch $@
.venv-train/.ready: training/requirements.txt
	@$(PYTHON) -m venv --clear .venv-train
	@.venv-train/bin/python -m pip install -q --disable-pip-version-check -r training/requirements.txt
	@touch $@
.PHONY: demo test check train lock
