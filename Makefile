# The book and its tests. A fresh machine needs Python 3.11 or newer, git and make; the rest is installed into .venv.
#   make book       build the book            make test       every test, the built pages in browsers included
#   make serve      serve it on localhost     make test-fast  the tests that need no browser
#   make lint       format, lint and types    make bench      the benchmarks
#   make clean      remove what was built     make lock       choose the newest versions for requirements.lock

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin

.DEFAULT_GOAL := book
.DELETE_ON_ERROR:
.PHONY: book test test-fast serve bench lint clean lock

# A second call redoes only what changed. The stamps lie in the folders that they vouch for, so that they go with them.
INSTALLED := .venv/installed
BUILT := _build/built
BOOK_SOURCES := _config.yml _toc.yml $(wildcard *.md *.bib) \
	$(shell find chapters nnlib livefig/src _ext _static -name __pycache__ -prune -o -name .ipynb_checkpoints -prune -o -type f -print)

# uv installs in seconds what takes pip a minute, but knows nothing of pip's settings (another index, a proxy's
# certificate) and is not made for every machine: where it fails, pip does the same and says what is wrong.
PIP := $(BIN)/python -m pip install -q --no-input --disable-pip-version-check
UV := $(BIN)/python -m uv pip install -q --python $(BIN)/python --compile-bytecode

# A virtual environment holds absolute paths: one that came along with a moved or copied folder is of no use.
ifneq ($(shell cat $(INSTALLED) 2>/dev/null),$(CURDIR))
.PHONY: $(INSTALLED)
endif

book: $(BUILT)
	@echo "The book is at $(CURDIR)/_build/html/index.html: open that file in a browser, or call make serve."

# The stamp is as old as the start of the build: a source that is edited meanwhile is newer. Without the trees of a
# failed build, the next one reads every page again and gives every warning again; cells are not run again for that.
$(BUILT): $(INSTALLED) $(BOOK_SOURCES)
	@rm -f $@ && mkdir -p $(@D) && touch $(@D)/started
	$(BIN)/jupyter-book build . -W -n --keep-going || { rm -rf _build/.doctrees; exit 1; }
	@mv $(@D)/started $@

$(INSTALLED): requirements.lock requirements.txt requirements-dev.txt pyproject.toml livefig/pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "This book needs Python 3.11 or newer, but '$(PYTHON)' is not. Name one: make PYTHON=/path/to/python3.12" >&2; exit 1; }
	@test "$$(cat $@ 2>/dev/null)" = "$(CURDIR)" || $(PYTHON) -m venv --clear .venv || \
		{ echo "$(PYTHON) cannot make a virtual environment; on Debian and Ubuntu install the package python3-venv." >&2; exit 1; }
	@echo "Installing the packages of requirements.lock into .venv; the first time takes up to a minute."
	@{ $(PIP) --only-binary :all: -c requirements.lock uv && $(UV) -r requirements.lock; } 2>/dev/null || \
		$(PIP) -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation -e . -e ./livefig
	@echo "$(CURDIR)" > $@

# As many tests side by side as there are processors. One run gives two figures, each of lines and branches: nnlib is
# held at 100 %, livefig at what it has (raise it with the tests), which takes those in the browser. What other processes
# run, kernels for example, does not count.
PYTEST := $(BIN)/python -m pytest -n auto --dist worksteal --cov --cov-report=
NNLIB_COVERED := $(BIN)/python -m coverage report --include 'nnlib/*' --fail-under 100
LIVEFIG_COVERED := $(BIN)/python -m coverage report --include 'livefig/*' --fail-under 96

test: $(BUILT)
	CHROMIUM="$$($(BIN)/python scripts/get_browsers.py)" && export CHROMIUM && $(PYTEST)
	$(NNLIB_COVERED)
	$(LIVEFIG_COVERED)
	$(MAKE) lint

test-fast: $(INSTALLED)
	$(PYTEST) -m "not browser"
	$(NNLIB_COVERED)

serve: $(BUILT)
	@echo "The book is at http://127.0.0.1:$(PORT) until you press Ctrl-C."
	@$(BIN)/python -m http.server --bind 127.0.0.1 --directory _build/html $(PORT)

bench: $(INSTALLED)
	@set -e; for script in benchmarks/*.py; do echo "== $$script"; $(BIN)/python $$script; done

lint: $(INSTALLED)
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m ruff check .
	$(BIN)/python -m mypy
	$(BIN)/python -m codespell_lib
	$(BIN)/python scripts/check_javascript.py

clean:
	rm -rf _build build livefig/build .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage htmlcov
	find . -path ./.venv -prune -o -name __pycache__ -type d -print | xargs rm -rf

# Without the constraint line, which names the very file that is written here.
lock: $(INSTALLED)
	grep -v '^-c ' requirements.txt | $(BIN)/python -m uv pip compile - requirements-dev.txt --upgrade --universal \
		--python-version 3.11 --fork-strategy fewest --no-emit-package nnlib-book --no-emit-package livefig --no-header -o requirements.lock
