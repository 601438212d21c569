"""The listener: opens ports and folder, ends politely."""

import asyncio
import contextlib
import errno
import logging
import signal
import socket
import sys

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry

from ..tools.limits import Limits
from .inbox import Inbox
from .ports import AstmPort, Hl7Port
from .store import Store

_logger = logging.getLogger(__name__)
PORTS = {"HL7": Hl7Port, "ASTM": AstmPort}
ANSWER_SECONDS = 10
"""For those who wait for an answer when the listener is stopped."""
_REASONS = {
    errno.EADDRINUSE: "端口已被占用，请换一个端口或停止占用它的程序 · the port is taken",
    errno.EADDRNOTAVAIL: "本机没有这个地址 · not an address of this machine",
    errno.EACCES: "没有权限，请用 1024 以上的端口 · not permitted, use a port above 1023",
}


class CannotListen(Exception):
    """A port can't be used; says which and why, in Chinese and English."""


def open_ports(host, numbers):
    """Reserve the ports, before what takes time.

    :param numbers: ``{"HL7" or "ASTM": number}``; for 0 the system chooses one
    :return: ``{name: socket}``
    :raise CannotListen: one of them can't be used
    """
    return {name: _bind(name, host, number) for name, number in numbers.items()}


async def listen(database, sockets, inbox=None):
    """Serve until SIGTERM or SIGINT; print each port once it is open.

    :param sockets: as of :func:`open_ports`
    """
    limits = _load_limits(database)
    store = Store(database, limits)
    servers = {}
    for name, opened in sockets.items():
        port = PORTS[name](store, limits)
        servers[port] = await asyncio.start_server(port.serve, sock=opened)
        address, number = opened.getsockname()[:2]
        sys.stdout.write(f"{name} {address}:{number}\n")
        sys.stdout.flush()
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


def _bind(name, host, number):
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    opened = socket.socket(family)
    # a port that was in use a moment ago, by a listener that was killed
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind((host, number))
        # two may bind a port as long as neither listens
        opened.listen()
    except OSError as error:
        opened.close()
        reason = _REASONS.get(error.errno, error.strerror)
        raise CannotListen(f"{name} {host}:{number}: {reason}") from error
    return opened


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
