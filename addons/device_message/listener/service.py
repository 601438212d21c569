"""The listener: opens ports and folder, ends politely."""

import asyncio
import contextlib
import errno
import logging
import signal
import sys
from pathlib import Path

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry

from ..tools.limits import Limits
from .inbox import Inbox
from .ports import AstmPort, Hl7Port
from .store import Store

_logger = logging.getLogger(__name__)
ANSWER_SECONDS = 10
"""For those who wait for an answer when the listener is stopped."""


class CannotListen(Exception):
    """A port or the folder can't be used; says which, in Chinese and English."""


async def listen(database, host, hl7_port=None, astm_port=None, inbox=None):
    """Serve until SIGTERM or SIGINT; print each open port once it is open.

    :raise CannotListen: nothing is served
    """
    limits = _load_limits(database)
    store = Store(database, limits)
    if inbox and not Path(inbox).is_dir():
        raise CannotListen(f"文件夹不存在：{inbox} · no such folder")
    servers = {}
    for name, number, kind in (("HL7", hl7_port, Hl7Port), ("ASTM", astm_port, AstmPort)):
        if number is not None:
            port = kind(store, limits)
            servers[port] = await _open(name, port, host, number)
    tasks = [asyncio.create_task(store.run())]
    if inbox:
        tasks.append(asyncio.create_task(Inbox(inbox, store, limits).run()))
    await _wait_for_the_end(tasks)
    for server in servers.values():
        server.close()
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(ANSWER_SECONDS):
            await store.drain()
            await asyncio.gather(*(port.close() for port in servers))
    for task in tasks:
        task.cancel()


def hide_statements():
    """Odoo logs a statement that failed with its values: what a device said about a person."""
    logging.getLogger("odoo.sql_db").addFilter(_hide)


def _hide(record):
    if record.levelno >= logging.ERROR:
        record.msg, record.args, record.exc_info = (
            "bad query (not shown: it names persons)",
            (),
            None,
        )
    return True


def _load_limits(database):
    with Registry(database).cursor() as cr:
        return Limits.load(api.Environment(cr, SUPERUSER_ID, {}))


async def _open(name, port, host, number):
    try:
        server = await asyncio.start_server(port.serve, host, number)
    except OSError as error:
        reasons = {
            errno.EADDRINUSE: "端口已被占用，请换一个端口或停止占用它的程序 · the port is taken",
            errno.EADDRNOTAVAIL: "本机没有这个地址 · not an address of this machine",
            errno.EACCES: "没有权限，请用 1024 以上的端口 · not permitted, use a port above 1023",
        }
        reason = reasons.get(error.errno, error.strerror)
        raise CannotListen(f"{name} {host}:{number}: {reason}") from error
    address, opened = server.sockets[0].getsockname()[:2]
    sys.stdout.write(f"{name} {address}:{opened}\n")
    sys.stdout.flush()
    return server


async def _wait_for_the_end(tasks):
    """Until a signal, or until a task failed, which then says why."""
    loop, stopped = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    waiting = asyncio.create_task(stopped.wait())
    done, _pending = await asyncio.wait([waiting, *tasks], return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    for task in done - {waiting}:
        task.result()
