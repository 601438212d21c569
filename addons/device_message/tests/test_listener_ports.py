import asyncio

from odoo.tests import BaseCase, tagged
from odoo.tools import mute_logger

from ..listener.ports import AstmPort, Hl7Port
from ..tools.astm_frame import ACK, ENQ, EOT, NAK, build_frames
from ..tools.limits import Limits
from ..tools.mllp_frame import frame
from .common import astm_text, hl7_text
from .shelf import Shelf

LIMITS = Limits(idle_seconds=1, max_connections=2)
HL7 = frame(hl7_text().encode())
FRAMES = build_frames(astm_text().encode())
LOG = "odoo.addons.device_message.listener.ports"


@tagged("post_install", "-at_install")
class TestListenerPorts(BaseCase):
    """Real connections; what is kept is put on a shelf."""

    def setUp(self):
        super().setUp()
        self.shelf = Shelf()

    def serve(self, talk, kind=Hl7Port):
        """Run ``talk(connect, port)`` beside a server."""

        async def run():
            port = kind(self.shelf, LIMITS)
            server = await asyncio.start_server(port.serve, "127.0.0.1", 0)
            place = server.sockets[0].getsockname()
            try:
                async with asyncio.timeout(20):
                    return await talk(lambda: asyncio.open_connection(*place), port)
            finally:
                server.close()
                await port.close()

        return asyncio.run(run())

    def test_a_message_is_kept_with_the_address_it_came_from_and_answered(self):
        async def talk(connect, _port):
            reader, writer = await connect()
            writer.write(HL7 + HL7)
            return [await reader.readuntil(b"\x1c\r") for _time in range(2)]

        for answer in self.serve(talk):
            self.assertIn(b"\rMSA|AA|", answer)
        self.assertEqual({one.peer for one in self.shelf.arrivals}, {"127.0.0.1"})

    def test_messages_sent_without_waiting_are_kept_together_and_answered_in_order(self):
        numbers = [f"M{number}" for number in range(5)]

        async def talk(connect, _port):
            reader, writer = await connect()
            writer.write(b"".join(frame(hl7_text(number=one).encode()) for one in numbers))
            return [await reader.readuntil(b"\x1c\r") for _number in numbers]

        answers = self.serve(talk)
        self.assertEqual([one.partition(b"MSA|AA|")[2][:2].decode() for one in answers], numbers)
        self.assertEqual(self.shelf.most_at_once, 5)

    def test_a_silent_connection_is_closed(self):
        async def talk(connect, _port):
            reader, writer = await connect()
            writer.write(HL7[:50])
            return await reader.read()

        self.assertEqual(self.serve(talk), b"")
        self.assertEqual([one.fault for one in self.shelf.arrivals], ["interrupted"])

    @mute_logger(LOG)
    def test_one_connection_too_many_is_closed_at_once_and_place_is_made_again(self):
        async def talk(connect, _port):
            first, second = await connect(), await connect()
            third_reader, _writer = await connect()
            closed = await third_reader.read()
            first[1].close()
            second[1].close()
            await asyncio.sleep(0.2)
            reader, writer = await connect()
            writer.write(HL7)
            return closed, await reader.readuntil(b"\x1c\r")

        closed, answer = self.serve(talk)
        self.assertEqual((closed, b"|AA|" in answer), (b"", True))

    def test_what_cannot_be_stored_gets_no_acknowledgement(self):
        self.shelf.code = None

        async def hl7(connect, _port):
            reader, writer = await connect()
            writer.write(HL7)
            return await reader.read()

        async def astm(connect, _port):
            reader, writer = await connect()
            writer.write(ENQ + b"".join(FRAMES))
            answers = await reader.readexactly(1 + len(FRAMES))
            self.shelf.code = "AA"
            writer.write(FRAMES[-1] + EOT)
            return answers, await reader.readexactly(1)

        self.assertEqual(self.serve(hl7), b"")
        answers, again = self.serve(astm, AstmPort)
        self.assertEqual((answers, again), (ACK * len(FRAMES) + NAK, ACK))
        self.assertEqual(len(self.shelf.arrivals), 1)

    def test_noise_on_the_astm_port_is_kept_and_hung_up_on(self):
        async def talk(connect, _port):
            reader, writer = await connect()
            writer.write(b"\xaa" * 70_000)
            return await reader.read()

        self.assertEqual(self.serve(talk, AstmPort), b"")
        self.assertEqual([one.fault for one in self.shelf.arrivals], ["not_astm"])
        self.assertEqual(len(self.shelf.arrivals[0].raw), LIMITS.kept_bytes)

    def test_closing_the_port_ends_its_connections(self):
        async def talk(connect, port):
            reader, _writer = await connect()
            await asyncio.sleep(0.1)
            await port.close()
            return await reader.read()

        self.assertEqual(self.serve(talk), b"")
