"""`make clean`: back to a fresh checkout; only downloads and keys stay."""

import shutil
import subprocess

from . import python_env
from .console import say
from .places import CACHE, KEYS, PYTHON, ROOT, VAR, VENV


def clean() -> int:
    if python_env.is_complete():
        subprocess.run([PYTHON, "-m", "setup.commands", "remove-cluster"], cwd=ROOT)
    for path in [VENV, *VAR.glob("*")]:
        if path not in (CACHE, KEYS):
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink()
    say(
        f"✔ 已清除数据库、Odoo 和 Python 环境；下载缓存和密钥保留在 {CACHE}、{KEYS}",
        "cleaned; downloads and keys are kept",
    )
    return 0
