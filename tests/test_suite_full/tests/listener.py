"""A device listener as a process of its own, and devices that talk to it."""

import os
import socket
import subprocess
import sys
import threading
from queue import Queue

from odoo.addons.device_message.tools import astm_frame, mllp_frame

from .repository import ROOT

START_SECONDS, ANSWER_SECONDS = 180, 60


class Listener:
    """``odoo device_listener`` on free ports, or on those it had before."""

    def __init__(self, database, log, *, inbox=None):
        self._log, self.ports = log, {"hl7": 0, "astm": 0}
        self._database, self._inbox = database, inbox

    def start(self):
        """Start it and wait until its ports are open."""
        inbox = ["--inbox", str(self._inbox)] if self._inbox else []
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "odoo", "device_listener", "-c", "odoo.conf"),
                *("-d", self._database, *inbox, "--hl7-port", str(self.ports["hl7"])),
                *("--astm-port", str(self.ports["astm"])),
            ],
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
            cwd=ROOT,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
        )
        lines = Queue()
        threading.Thread(target=self._read_lines, args=(lines,), daemon=True).start()
        for _port in self.ports:
            name, _space, place = lines.get(timeout=START_SECONDS).partition(" ")
            if not place:
                raise AssertionError(f"the listener ended: {self.process.wait()}")
            self.ports[name.lower()] = int(place.rpartition(":")[2])

    def _read_lines(self, lines):
        for line in self.process.stdout:
            if line.strip():
                lines.put(line.strip())
        lines.put("")

    def kill(self):
        """As a power cut does."""
        self.process.kill()
        self.process.wait()

    def stop(self):
        """As a service manager does; the exit code."""
        self.process.terminate()
        return self.process.wait(timeout=60)

    def connect(self, protocol):
        return socket.create_connection(("127.0.0.1", self.ports[protocol]), ANSWER_SECONDS)


def read_answer(connection):
    """Text of one acknowledgement; empty when the listener hung up."""
    data = b""
    while not data.endswith(mllp_frame.FS + mllp_frame.CR):
        try:
            piece = connection.recv(4096)
        except ConnectionError:
            return ""
        if not piece:
            return ""
        data += piece
    return data.strip(b"\x0b\x1c\r").decode()


def send_hl7(connection, raw):
    """The acknowledgement code of one message; empty when there was no answer."""
    try:
        connection.sendall(mllp_frame.frame(raw))
    except ConnectionError:
        return ""
    return read_answer(connection).partition("\rMSA|")[2][:2]


def send_astm(connection, pieces):
    """The answer to each piece of a session."""
    answers = []
    for piece in pieces:
        connection.sendall(piece)
        if piece != astm_frame.EOT:
            answers.append(connection.recv(1))
    return answers
