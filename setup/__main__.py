"""First stage: plain Python. Prepares the machine, then continues inside the environment."""

import sys

if sys.version_info < (3, 11):
    print(
        "✘ 需要 Python 3.11 或更高版本，当前为 %d.%d。请安装后用 make PYTHON=python3.11 … 运行。"
        % sys.version_info[:2]
    )
    print("  Python 3.11 or newer is needed: install it and run make PYTHON=python3.11 …")
    sys.exit(1)

import argparse
import os
import shutil

from . import keys, odoo_source, places, python_env, system_libs
from .console import Stop

NEED_NOTHING = {"clean"}
NEED_TEST_TOOLS = {"test", "lint", "format"}
NEED_NO_ODOO = {"lint", "format", "stop"}
NEEDED_SPACE = 5 * 1024**3


def parse(argv):
    parser = argparse.ArgumentParser(prog="setup")
    parser.add_argument(
        "word", choices="run test bench lint format shell export stop clean".split()
    )
    parser.add_argument("--port", type=int, default=8069)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--db", default="demo")
    parser.add_argument("--tests", default="")
    return parser.parse_args(argv)


def prepare(word: str) -> None:
    """Bring the machine to where ``word`` can run."""
    if word == "stop":
        return
    places.VAR.mkdir(exist_ok=True)
    if not os.access(places.VAR, os.W_OK):
        raise Stop(
            "var/ 属于另一个用户：请用原来的用户运行。",
            "var/ belongs to another user: run as that user.",
        )
    if not python_env.is_complete() and shutil.disk_usage(places.VAR).free < NEEDED_SPACE:
        raise Stop("磁盘空间不足：至少需要 5 GB。", "The disk is too full: 5 GB are needed.")
    if word not in NEED_NO_ODOO:
        odoo_source.ensure()
    python_env.ensure(with_test_tools=word in NEED_TEST_TOOLS)
    if word not in NEED_NO_ODOO:
        keys.ensure()
        system_libs.ensure(with_browser=word == "test")


def main() -> int:
    arguments = parse(sys.argv[1:])
    if arguments.word in NEED_NOTHING:
        from . import clean

        return clean.clean()
    prepare(arguments.word)
    if arguments.word == "stop" and not python_env.is_complete():
        return 0
    environment = system_libs.environment()
    os.execve(
        places.PYTHON, [str(places.PYTHON), "-m", "setup.commands", *sys.argv[1:]], environment
    )


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # a terminal in GBK knows no ✔
    try:
        sys.exit(main())
    except Stop as stop:
        stop.show()
        sys.exit(1)
    except KeyboardInterrupt:
        print("\n已中断，可随时重新运行。  Interrupted; run it again whenever you like.")
        sys.exit(130)
