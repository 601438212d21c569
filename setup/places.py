"""Where everything lies. Nothing outside the checkout is written (one exception: postgres.py)."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"

VAR = ROOT / "var"
CACHE = VAR / "cache"  # downloads; survives `make clean`
DEBS = CACHE / "debs"
LOG = VAR / "log"
RUN = VAR / "run"
BIN = VAR / "bin"
SYSROOT = VAR / "sysroot"  # system libraries, fonts and a browser the machine lacks
DATA = VAR / "data"  # Odoo's data_dir: file store, sessions
KEYS = VAR / "keys"  # survives `make clean`: without it a database can't be read
RESIDENT_KEY = KEYS / "resident.json"
NODE = VAR / "node"
FETCHED_ODOO = VAR / "odoo"

ODOO_CONF = ROOT / "odoo.conf"


def odoo_home() -> Path:
    """The directory for the Python path: an existing checkout (ODOO_HOME) or the fetched one."""
    if home := os.environ.get("ODOO_HOME"):
        return Path(home).expanduser().resolve()
    return FETCHED_ODOO / "usr/lib/python3/dist-packages"


def filestore(database: str) -> Path:
    return DATA / "filestore" / database
