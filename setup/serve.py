"""`make run` and `make stop`: serve the demo database."""

import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import psutil

from . import database, odoo_cli, postgres
from .console import Stop, failure, say, step
from .places import LOG, ODOO_CONF, ROOT, RUN

PATIENCE = 120  # seconds until the login page must be there


def run(db: str, host: str, port: int) -> int:
    if running := _running(port):
        say(
            f"✔ 已在运行：{_address(host, port)}（进程 {running.pid}，停止：make stop）",
            "already running",
        )
        return 0
    _check_port(host, port)
    with postgres.server():
        database.demo(db)
        server = _start(db, host, port)
        try:
            with step("启动服务", "server"):
                _wait(server, host, port)
            _welcome(db, host, port)
            return _serve(server)
        finally:
            _end(server)
            (RUN / f"odoo-{port}.pid").unlink(missing_ok=True)


def stop() -> int:
    for path in RUN.glob("odoo-*.pid"):
        if process := _running(int(path.stem.split("-")[1])):
            process.terminate()
            psutil.wait_procs([process], timeout=30)
        path.unlink(missing_ok=True)
    if postgres.is_own():
        postgres.Cluster().stop()
    say("✔ 已停止", "stopped")
    return 0


def _start(db: str, host: str, port: int) -> subprocess.Popen:
    RUN.mkdir(parents=True, exist_ok=True)
    LOG.mkdir(parents=True, exist_ok=True)
    command = odoo_cli.command(
        *("server", "-c", ODOO_CONF, "-d", db, f"--db-filter=^{db}$"),
        *(f"--http-port={port}", f"--http-interface={host}", "--logfile", LOG / "odoo.log"),
    )
    with (LOG / "odoo.log").open("a") as log:
        # A session of its own: Ctrl-C reaches this process only, which then ends it in order.
        server = subprocess.Popen(
            command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )
    (RUN / f"odoo-{port}.pid").write_text(str(server.pid))
    return server


def _wait(server: subprocess.Popen, host: str, port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{_address(host, port)}/web/login", timeout=30):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    written = (LOG / "odoo.log").read_text(errors="replace")
    raise failure(written, "Odoo 没有启动成功", "Odoo did not start", f"（{LOG / 'odoo.log'}）")


def _welcome(db: str, host: str, port: int) -> None:
    print(f"\n✔ 打开 / open  {_address(host, port)}\n")
    print("  演示账号（密码与账号相同） / demo logins (password = login):")
    for login, roles in [("admin", "系统管理员"), *database.logins(db)]:
        print(f"    {login:<24} {roles}")
    print("\n  停止：Ctrl-C 或 make stop    日志：var/log/odoo.log\n", flush=True)


def _serve(server: subprocess.Popen) -> int:
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_args: sys.exit(0))
    try:
        server.wait()
    except KeyboardInterrupt:
        print("\n正在停止 …  stopping …", flush=True)
        return 0
    # `make stop` ends it with SIGTERM, which Odoo answers with a clean exit.
    return max(server.returncode, 0)


def _end(server: subprocess.Popen) -> None:
    if server.poll() is None:
        server.terminate()
        try:
            server.wait(30)
        except subprocess.TimeoutExpired:
            server.kill()


def _check_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Stop(
                f"端口 {port} 不可用（已被占用或无权限），请换一个：make run PORT={port + 1}",
                f"Port {port} cannot be used ({error.strerror}); try: make run PORT={port + 1}",
            ) from error


def _running(port: int) -> psutil.Process | None:
    path = RUN / f"odoo-{port}.pid"
    try:
        process = psutil.Process(int(path.read_text()))
        return process if f"--http-port={port}" in process.cmdline() else None
    except (OSError, ValueError, psutil.Error):
        return None


def _address(host: str, port: int) -> str:
    return f"http://{'localhost' if host in ('0.0.0.0', '127.0.0.1') else host}:{port}"
