"""The virtual environment: pinned packages, and Odoo on its path."""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from .console import run, step
from .debian import Archive, unpack
from .places import CACHE, PYTHON, ROOT, VENV, odoo_home

RUN_FILES = ("requirements.txt", "oca-requirements.txt")
TEST_FILES = ("test-requirements.txt",)


def ensure(*, with_test_tools: bool) -> None:
    if not _is_ours():
        with step("创建虚拟环境", "virtual environment"):
            _create()
    _install("run", RUN_FILES, "安装 Python 依赖", "Python packages")
    if with_test_tools:
        _install("test", TEST_FILES, "安装测试工具", "test tools")
    _link_odoo()


def is_complete() -> bool:
    return _is_ours() and (VENV / ".installed-run").exists()


def pip_environment() -> dict[str, str]:
    """The machine's own pip configuration holds (mirrors, certificates); a user site does not."""
    return {
        **{key: value for key, value in os.environ.items() if key != "PYTHONPATH"},
        "PIP_USER": "0",
        "PIP_CACHE_DIR": str(CACHE / "pip"),
        "PIP_NO_INPUT": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_ROOT_USER_ACTION": "ignore",
    }


def _is_ours() -> bool:
    """Complete, and made by this very Python for this very place (neither survives a move)."""
    mark = VENV / ".made-by"
    return PYTHON.exists() and mark.exists() and mark.read_text() == _maker()


def _maker() -> str:
    return f"{sys.version}\n{VENV}\n"


def _create() -> None:
    shutil.rmtree(VENV, ignore_errors=True)
    words = dict(
        log="pip", chinese="创建虚拟环境失败", english="no virtual environment could be made"
    )
    run([sys.executable, "-m", "venv", "--without-pip", VENV], **words)
    # Debian splits ensurepip off into python3-venv; its pip wheel can be had without installing.
    if importlib.util.find_spec("ensurepip"):
        run([PYTHON, "-m", "ensurepip", "--default-pip"], **words)
    else:
        command = [PYTHON, _pip_wheel() / "pip", "install", "--no-index", "--no-deps", _pip_wheel()]
        run(command, env=pip_environment(), **words)
    (VENV / ".made-by").write_text(_maker())


def _pip_wheel() -> Path:
    root = CACHE / "pip-wheel"
    pattern = "usr/share/python-wheels/pip-*.whl"
    if not list(root.glob(pattern)):
        Archive.of_machine().download(["python3-pip-whl"], root)
        unpack(list(root.glob("*.deb")), root)
    return next(root.glob(pattern))


def _install(kind: str, files: tuple[str, ...], chinese: str, english: str) -> None:
    wanted = hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in files)).hexdigest()
    stamp = VENV / f".installed-{kind}"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    stamp.unlink(missing_ok=True)
    with step(chinese, english):
        pip_install(*(part for name in files for part in ("-r", ROOT / name)))
    stamp.write_text(wanted)


def pip_install(*arguments) -> None:
    # --no-deps: the files pin everything; OCA wheels would otherwise look for `odoo` on an index.
    run(
        [PYTHON, "-m", "pip", "install", "--no-deps", "--progress-bar=off", *arguments],
        log="pip",
        chinese="安装 Python 依赖失败",
        english="the Python packages could not be installed",
        env=pip_environment(),
    )


def _link_odoo() -> None:
    pattern = f"lib/python{sys.version_info.major}.{sys.version_info.minor}/site-packages"
    link = VENV / pattern / "odoo-source.pth"
    wanted = f"{odoo_home()}\n"
    if not link.exists() or link.read_text() != wanted:
        link.write_text(wanted)


def program(name: str) -> Path:
    return VENV / "bin" / name


def python_output(code: str, environment: dict[str, str]) -> str:
    command = [str(PYTHON), "-c", code]
    return subprocess.run(command, env=environment, capture_output=True, text=True).stdout
