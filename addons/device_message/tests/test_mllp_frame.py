import hashlib

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..tools.limits import Limits
from ..tools.mllp_frame import Receiver, frame

LIMITS = Limits(max_bytes=500, kept_bytes=100, max_stream_bytes=2000)
CONTENT = st.binary(min_size=1, max_size=400).map(
    lambda text: b"M" + text.replace(b"\x0b", b"").replace(b"\x1c", b"")
)


@tagged("post_install", "-at_install")
class TestMllpFrame(BaseCase):
    def setUp(self):
        super().setUp()
        self.receiver = Receiver(LIMITS)

    def feed(self, *pieces):
        return [arrival for piece in pieces for arrival in self.receiver.feed(piece)]

    @given(st.lists(CONTENT, max_size=5), st.data())
    def test_messages_come_out_of_their_frames_however_the_line_cuts_them(self, contents, data):
        stream = b"".join(map(frame, contents))
        cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=6)))
        pieces = [stream[a:b] for a, b in zip([0, *cuts], [*cuts, len(stream)], strict=True)]
        arrivals = self.feed(*pieces) + self.receiver.close()
        self.assertEqual(
            [(one.raw, one.fault) for one in arrivals], [(one, "") for one in contents]
        )

    def test_size_and_digest_are_those_of_the_message(self):
        (arrival,) = self.feed(frame(b"MSH|1"))
        self.assertEqual(arrival.size, 5)
        self.assertEqual(arrival.sha256, hashlib.sha256(b"MSH|1").hexdigest())

    def test_a_frame_that_begins_within_another_ends_it(self):
        arrivals = self.feed(b"\x0bMSH|1", frame(b"MSH|2"))
        self.assertEqual([(one.raw, one.fault) for one in arrivals],
                         [(b"MSH|1", "interrupted"), (b"MSH|2", "")])  # fmt: skip

    def test_a_connection_that_ends_within_a_frame_leaves_what_came(self):
        self.assertFalse(self.feed(b"\x0bMSH|1"))
        self.assertEqual([one.fault for one in self.receiver.close()], ["interrupted"])

    def test_of_what_is_too_large_the_beginning_is_kept_and_all_is_counted(self):
        content = b"M" * 1500
        (arrival,) = self.feed(b"\x0b", content[:700], content[700:], b"\x1c\r")
        self.assertEqual((arrival.fault, arrival.size), ("too_large", 1500))
        self.assertEqual((arrival.raw, arrival.sha256),
                         (content[:100], hashlib.sha256(content).hexdigest()))  # fmt: skip
        self.assertFalse(self.receiver.is_over)

    def test_a_frame_that_never_ends_is_given_up(self):
        arrivals = self.feed(b"\x0b", *[b"M" * 500] * 5)
        self.assertEqual([one.fault for one in arrivals], ["too_large"])
        self.assertTrue(self.receiver.is_over)

    def test_a_binary_stream_is_kept_in_part_and_given_up(self):
        arrivals = self.feed(b"\xff\xfe" * 100)
        self.assertEqual([(one.fault, one.size) for one in arrivals], [("not_hl7", 200)])
        self.assertTrue(self.receiver.is_over)

    def test_line_ends_between_frames_are_nothing(self):
        self.assertEqual(len(self.feed(frame(b"MSH|1"), b"\r\n\r\n", frame(b"MSH|2"))), 2)
        self.assertFalse(self.receiver.close())
