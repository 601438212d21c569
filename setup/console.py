"""What the user sees: steps with their seconds, failures that say what to do; in two languages."""

import re
import subprocess
import sys
import time
from contextlib import contextmanager

from .places import LOG

# What a failed program wrote -> what the user can do about it.
HINTS = (
    (
        r"No space left on device|Disk quota exceeded",
        "磁盘空间不足：请腾出至少 5 GB 后重新运行。",
        "The disk is full: free at least 5 GB and run it again.",
    ),
    (
        r"Temporary failure|Could not resolve|Network is unreachable|Connection (refused|timed out)"
        r"|Failed to fetch|NewConnectionError|ENOTFOUND|ECONNREFUSED|ETIMEDOUT",
        "无法访问软件源：请检查网络或代理设置后重新运行，已下载的内容会保留。",
        "The package registry cannot be reached: check network and proxy and run it again; "
        "what was downloaded is kept.",
    ),
    (
        r"Permission denied|EACCES",
        "没有写入权限：请用创建该目录的同一用户运行，或先执行 make clean。",
        "Permission denied: run as the user who made this folder, or `make clean` first.",
    ),
)


class Stop(Exception):
    """The set-up cannot go on; carries the reason in Chinese and English."""

    def __init__(self, chinese: str, english: str, detail: str = ""):
        super().__init__(english)
        self.chinese, self.english, self.detail = chinese, english, detail

    def show(self) -> None:
        sys.stdout.flush()
        lines = [self.detail.rstrip()] if self.detail else []
        lines += [f"✘ {self.chinese}", f"  {self.english}"]
        print("\n" + "\n".join(lines), file=sys.stderr)


def say(chinese: str, english: str = "") -> None:
    print(f"{chinese}  {english}".rstrip(), flush=True)


@contextmanager
def step(chinese: str, english: str):
    """Announce a step and, when it is done, the seconds it took."""
    print(f"▸ {chinese}  {english} … ", end="", flush=True)
    start = time.monotonic()
    try:
        yield
    except BaseException:
        print("✘", flush=True)
        raise
    print(f"{time.monotonic() - start:.0f} s", flush=True)


def run(command, *, log: str, chinese: str, english: str, **kwargs) -> None:
    """Run a program with its output in var/log/<log>.log; stop with the last lines if it fails."""
    LOG.mkdir(parents=True, exist_ok=True)
    path = LOG / f"{log}.log"
    with path.open("a") as output:
        start = output.tell()
        result = subprocess.run(
            [str(part) for part in command],
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=kwargs.pop("stdin", subprocess.DEVNULL),
            **kwargs,
        )
    if result.returncode:
        with path.open(errors="replace") as output:
            output.seek(start)
            written = output.read()
        raise failure(written, chinese, english, f"（日志 / log: {path}）")


def failure(written: str, chinese: str, english: str, where: str = "") -> Stop:
    """A Stop that adds the hint fitting to what the program wrote."""
    for pattern, zh, en in HINTS:
        if re.search(pattern, written):
            chinese, english = f"{chinese}：{zh}", f"{english}: {en}"
            break
    tail = "\n".join(written.splitlines()[-25:])
    return Stop(chinese + where, english, tail)
