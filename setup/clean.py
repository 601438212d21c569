"""`make clean`: back to a fresh checkout; only downloads stay."""

import shutil
import subprocess

from . import python_env
from .console import say
from .places import CACHE, PYTHON, ROOT, VAR, VENV


def clean() -> int:
    if python_env.is_complete():
        subprocess.run([PYTHON, "-m", "setup.commands", "remove-cluster"], cwd=ROOT)
    for path in [VENV, *VAR.glob("*")]:
        if path != CACHE:
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink()
    say(
        f"✔ 已清除数据库、Odoo 和 Python 环境；下载缓存保留在 {CACHE}",
        "cleaned; downloads are kept",
    )
    return 0
