"""Calls Odoo's command line."""

import os
import subprocess
from pathlib import Path

from .console import run
from .places import LOG, ODOO_CONF, PYTHON, ROOT

SCRIPTS = ROOT / "setup" / "scripts"


def command(*arguments) -> list[str]:
    return [str(part) for part in (PYTHON, "-m", "odoo", *arguments)]


def install(
    database: str, modules: list[str], *options: str, log: str, update: bool = False
) -> None:
    """Install (or update) modules; the log stays in var/log/<log>.log."""
    run(
        command(
            *("server", "-c", ODOO_CONF, "-d", database, "--no-http", "--stop-after-init"),
            *("-u" if update else "-i", ",".join(modules)),
            *options,
        ),
        log=log,
        chinese="安装 Odoo 模块失败",
        english="Odoo could not install the modules",
        cwd=ROOT,
    )


def script(database: str, path: Path | str, *, log: str) -> None:
    """Run a file of setup/scripts in an Odoo shell."""
    with (SCRIPTS / path).open("rb") as source:
        run(
            command("shell", "-c", ODOO_CONF, "-d", database, "--no-http", "--log-level=warn"),
            log=log,
            chinese=f"脚本 {path} 执行失败",
            english=f"the script {path} failed",
            cwd=ROOT,
            stdin=source,
        )


def interactive(database: str, *arguments: str, stdin=None) -> int:
    shell = command("shell", "-c", ODOO_CONF, "-d", database, "--no-http", *arguments)
    return subprocess.run(shell, cwd=ROOT, stdin=stdin, env=os.environ).returncode


def add_test_addons() -> None:
    """Let Odoo see the add-ons in tests/, which no demo or production database needs."""
    os.environ["ODOO_ADDONS_PATH"] += f",{ROOT / 'tests'}"


def log_path(name: str) -> Path:
    return LOG / f"{name}.log"
