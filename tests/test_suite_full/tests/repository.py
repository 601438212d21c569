"""The source tree as the tests read it: our add-ons, their manifests and files."""

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SHELVES = (ROOT, ROOT / "addons", ROOT / "tests")


@cache
def our_addons() -> dict[str, Path]:
    """Name -> folder of every add-on of this repository."""
    return {
        manifest.parent.name: manifest.parent
        for shelf in SHELVES
        for manifest in sorted(shelf.glob("*/__manifest__.py"))
    }


@cache
def product_addons() -> tuple[str, ...]:
    """The add-ons that run in production: those that are not test add-ons."""
    return tuple(name for name, folder in our_addons().items() if folder.parent != ROOT / "tests")


@cache
def manifest(addon: str) -> dict:
    """The manifest as written, without Odoo's defaults."""
    return ast.literal_eval((our_addons()[addon] / "__manifest__.py").read_text())


@cache
def tracked_files() -> tuple[Path, ...]:
    """Files git knows or would add: what a reader of the repository sees."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = (ROOT / name for name in listing.stdout.split("\0") if name)
    return tuple(path for path in paths if path.is_file())


def files_of(addon: str, *suffixes: str) -> list[Path]:
    """The add-on's own files with one of the suffixes."""
    folder = our_addons()[addon]
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.suffix in suffixes and path.is_file() and "__pycache__" not in path.parts
    ]


def product_python(addon: str) -> list[Path]:
    """Python files that run in production: neither tests nor manifest."""
    return [
        path
        for path in files_of(addon, ".py")
        if "tests" not in path.relative_to(our_addons()[addon]).parts
        and path.name != "__manifest__.py"
    ]


@cache
def product_trees() -> tuple[tuple[Path, list[str], ast.Module], ...]:
    """(path, lines, syntax tree) of every Python file that runs in production."""
    sources = [
        (path, path.read_text()) for addon in product_addons() for path in product_python(addon)
    ]
    return tuple((path, source.splitlines(), ast.parse(source)) for path, source in sources)


def context_keys() -> set[str]:
    """Every context key that our code reads: what a client may try to set."""
    reading = re.compile(r"context(?:\.get\(|\[)\"(\w+)|\"(\w+)\" (?:not )?in [\w.]*context")
    sources = (path.read_text() for addon in product_addons() for path in product_python(addon))
    return {first or second for source in sources for first, second in reading.findall(source)}


def shown(path: Path) -> str:
    """Path as a message shows it, relative to the repository."""
    return str(path.relative_to(ROOT))
