"""Our add-ons: where they are, what they need from others, whether they changed."""

import ast
import hashlib
from pathlib import Path

from .places import ROOT

PRODUCT = ("*", "addons/*")
TESTS = ("tests/*",)

# Does not end up in a database: tests and pages for readers; static files are read when asked for.
NOT_INSTALLED = {"tests", "readme", "static", "__pycache__"}


def find(patterns: tuple[str, ...] = PRODUCT) -> dict[str, Path]:
    """Installable add-ons by name."""
    manifests = sorted(path for part in patterns for path in ROOT.glob(f"{part}/__manifest__.py"))
    return {
        path.parent.name: path.parent for path in manifests if _read(path).get("installable", True)
    }


def third_party(own: dict[str, Path]) -> list[str]:
    """What our add-ons depend on and is not ours: Odoo's own and the OCA's add-ons."""
    needed = {
        name for path in own.values() for name in _read(path / "__manifest__.py").get("depends", [])
    }
    return sorted(needed - set(own))


def fingerprint(folder: Path) -> str:
    """Changes when the add-on has to be updated in a database."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not NOT_INSTALLED & set(path.relative_to(folder).parts):
            digest.update(f"{path.relative_to(folder)}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def privileged_scripts(own: dict[str, Path]) -> list[Path]:
    """What only the database's administrator may make, to be run before the add-on is installed."""
    return [script for path in own.values() if (script := path / "privileged.sql").exists()]


def fingerprints(own: dict[str, Path]) -> dict[str, str]:
    return {name: fingerprint(path) for name, path in own.items()}


def _read(manifest: Path) -> dict:
    return ast.literal_eval(manifest.read_text())
