import asyncio
import logging
import socket
from contextlib import closing

from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from ..listener import service
from ..listener.store import NotKept, Store
from ..tools.limits import Limits
from .common import hl7_message


@tagged("post_install", "-at_install")
class TestListenerService(TransactionCase):
    def test_limits_are_parameters_of_the_database(self):
        parameters = self.env["ir.config_parameter"]
        self.assertEqual(Limits.load(self.env), Limits())
        parameters.set_param("device_message.max_bytes", "2000")
        parameters.set_param("device_message.idle_seconds", "never")
        self.assertEqual(Limits.load(self.env), Limits(max_bytes=2000))

    def test_a_port_that_is_taken_is_named(self):
        with closing(socket.socket()) as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            number = taken.getsockname()[1]
            with self.assertRaisesRegex(
                service.CannotListen, f"HL7 127.0.0.1:{number}: 端口已被占用"
            ):
                service.open_ports("127.0.0.1", {"HL7": number})

    def test_an_address_of_another_machine_is_said_to_be(self):
        with self.assertRaisesRegex(service.CannotListen, "not an address of this machine"):
            service.open_ports("192.0.2.1", {"ASTM": 0})

    def test_a_statement_that_failed_is_logged_without_its_values(self):
        record = logging.LogRecord(
            "odoo.sql_db", logging.ERROR, "", 1, "bad query: %s", ("INSERT '张三'",), None
        )
        self.assertTrue(service._hide(record))
        self.assertNotIn("张三", record.getMessage())

    @mute_logger("odoo.addons.device_message.listener.store", "odoo.sql_db", "odoo.registry")
    def test_without_a_database_nothing_is_said_to_be_kept(self):
        async def keep():
            store = Store("no_such_database", Limits())
            running = asyncio.create_task(store.run())
            outcomes = await asyncio.gather(
                *(store.keep(hl7_message()) for _time in range(3)), return_exceptions=True
            )
            running.cancel()
            return outcomes

        self.assertEqual([type(one) for one in asyncio.run(keep())], [NotKept] * 3)
