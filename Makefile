# The words of this house. Everything they make lies in var/ and .venv/ of this folder.
#
#   make run   [PORT=8069] [DB=demo] [HOST=127.0.0.1]   set up what is missing, then serve the demo
#   make test  [T=path]     all tests and lint; with T only the tests of that add-on, folder or file
#   make bench              measure what tests/bench/ measures
#   make lint               ruff, pylint-odoo, prettier        make format   let the tools rewrite
#   make shell [DB=demo]    an Odoo shell on the demo database
#   make export T=add-on    rewrite its i18n/zh_CN.po from the demo database
#   make stop               stop the server and PostgreSQL
#   make clean              remove databases, Odoo and Python packages (downloads stay in var/cache)

PYTHON ?= python3
PORT   ?= 8069
HOST   ?= 127.0.0.1
DB     ?= demo
T      ?=

WORDS := run test bench lint format shell export stop clean
.PHONY: $(WORDS) help
.DEFAULT_GOAL := help

$(WORDS):
	@command -v $(PYTHON) >/dev/null || { echo "✘ 缺少 Python 3.11 或更高版本，请先安装 python3。"; \
	  echo "  Python 3.11 or newer is missing; please install python3."; exit 1; }
	@$(PYTHON) -m setup $@ --port="$(PORT)" --host="$(HOST)" --db="$(DB)" --tests="$(T)"

help:
	@sed -n '3,10s/^# *//p' $(firstword $(MAKEFILE_LIST))
