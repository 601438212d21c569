from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..tools.astm_frame import ACK, ENQ, EOT, NAK, Receiver, build_frames, checksum
from ..tools.limits import Limits
from ..tools.message import Arrival
from .common import astm_text

MESSAGE = astm_text().encode()
LIMITS = Limits(max_bytes=5000, kept_bytes=1000)
RECORD = st.binary(max_size=400).map(
    lambda text: bytes(byte for byte in text if byte not in b"\x02\x03\x04\x05\x17\r")
)
MESSAGES = st.lists(RECORD, max_size=8).map(
    # a record that looks like the last one would end the message
    lambda records: b"".join(b"H" + record + b"\r" for record in records) + b"L|1|N\r"
)


def talk(pieces, receiver=None):
    """Feed the pieces, keep every whole message; ``(answers, arrivals)``."""
    receiver = receiver or Receiver(LIMITS)
    answers, arrivals = [], []
    for piece in pieces:
        steps = receiver.feed(piece)
        while steps:
            for step in steps:
                if isinstance(step, Arrival):
                    arrivals.append(step)
                    step = None if step.fault else receiver.confirm(True)
                if step:
                    answers.append(step.data)
            steps = receiver.feed(b"")
    return answers, arrivals


@tagged("post_install", "-at_install")
class TestAstmFrame(BaseCase):
    def test_the_checksum_is_the_one_of_the_standard(self):
        # an example that makers' manuals print
        self.assertEqual(checksum(b"1H|\\^&\r\x03"), b"E5")

    @given(MESSAGES, st.integers(1, 240))
    def test_a_message_comes_out_of_its_frames_as_it_went_in(self, message, length):
        limits = LIMITS._replace(max_bytes=100_000)
        frames = build_frames(message, length)
        answers, arrivals = talk([ENQ, *frames, EOT], Receiver(limits))
        self.assertEqual([(one.raw, one.fault) for one in arrivals], [(message, "")])
        self.assertEqual(answers, [ACK] * (1 + len(frames)))

    @given(MESSAGES, st.data())
    def test_it_doesnt_matter_how_the_line_cuts_the_bytes(self, message, data):
        stream = ENQ + b"".join(build_frames(message)) + EOT
        cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=6)))
        pieces = [stream[a:b] for a, b in zip([0, *cuts], [*cuts, len(stream)], strict=True)]
        _answers, arrivals = talk(pieces)
        self.assertEqual([one.raw for one in arrivals], [message])

    def test_a_frame_with_a_wrong_checksum_is_asked_for_again(self):
        first, *others = build_frames(MESSAGE)
        wrong = first.replace(b"BS-240", b"BS-241")
        answers, arrivals = talk([ENQ, wrong, first, *others, EOT])
        self.assertEqual(answers[:3], [ACK, NAK, ACK])
        self.assertEqual([one.raw for one in arrivals], [MESSAGE])

    def test_no_changed_byte_of_a_frame_passes(self):
        frame = build_frames(MESSAGE)[0]
        for place in range(1, len(frame) - 4):
            changed = frame[:place] + bytes([frame[place] ^ 1]) + frame[place + 1 :]
            answers, arrivals = talk([ENQ, changed])
            self.assertEqual((answers[0], ACK in answers[1:], arrivals), (ACK, False, []), place)

    def test_a_frame_whose_answer_got_lost_counts_once(self):
        frames = build_frames(MESSAGE)
        answers, arrivals = talk([ENQ, frames[0], frames[0], *frames[1:], frames[-1], EOT])
        self.assertEqual(set(answers), {ACK})
        self.assertEqual([one.raw for one in arrivals], [MESSAGE])

    def test_a_missing_frame_is_noticed(self):
        frames = build_frames(MESSAGE)
        answers, arrivals = talk([ENQ, frames[0], frames[2]])
        self.assertEqual((answers, arrivals), ([ACK, ACK, NAK], []))

    def test_a_message_that_could_not_be_stored_is_taken_when_sent_again(self):
        receiver, frames = Receiver(LIMITS), build_frames(MESSAGE)
        talk([ENQ, *frames[:-1]], receiver)
        receiver.feed(frames[-1])
        self.assertEqual(receiver.confirm(False).data, NAK)
        answers, arrivals = talk([frames[-1]], receiver)
        self.assertEqual((answers, [one.raw for one in arrivals]), ([ACK], [MESSAGE]))

    def test_two_messages_of_one_session_stay_apart(self):
        frames = build_frames(MESSAGE + astm_text(sample="S-2").encode())
        _answers, arrivals = talk([ENQ + b"".join(frames) + EOT])
        self.assertEqual([one.raw for one in arrivals], [MESSAGE, astm_text(sample="S-2").encode()])

    def test_a_session_that_breaks_off_leaves_what_came(self):
        frames = build_frames(MESSAGE)
        for end in (EOT, ENQ):
            _answers, arrivals = talk([ENQ, *frames[:2], end])
            self.assertEqual([one.fault for one in arrivals], ["interrupted"])
            self.assertTrue(MESSAGE.startswith(arrivals[0].raw))
        receiver = Receiver(LIMITS)
        talk([ENQ, *frames[:2]], receiver)
        self.assertEqual([one.fault for one in receiver.close()], ["interrupted"])

    def test_of_what_is_too_large_the_beginning_is_kept(self):
        message = b"H|\\^&\r" + b"R|1|x\r" * 2000 + b"L|1|N\r"
        _answers, (arrival,) = talk([ENQ, *build_frames(message), EOT])
        self.assertEqual((arrival.fault, len(arrival.raw)), ("too_large", LIMITS.kept_bytes))
        self.assertEqual(arrival.size, len(message))

    def test_a_stream_that_is_no_session_is_kept_and_the_connection_given_up(self):
        receiver = Receiver(LIMITS)
        answers, arrivals = talk([bytes(range(6, 256)) * 10], receiver)
        self.assertEqual((answers, arrivals, receiver.is_over), ([], [], True))
        self.assertEqual([one.fault for one in receiver.close()], ["not_astm"])

    def test_frames_before_a_session_begins_are_not_answered(self):
        self.assertEqual(talk(build_frames(MESSAGE)), ([], []))
