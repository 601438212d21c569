from hashlib import sha256

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import freeze_time, tagged

from ..tools.message import Arrival
from .common import DeviceCase
from .fuzzing import (
    DAMAGED,
    LIMITS,
    ONCE_DAMAGED,
    PAIR,
    STREAMS,
    is_of_another,
    receive,
    write_pair,
)


@tagged("post_install", "-at_install")
@freeze_time("2026-11-02 01:00:00")
class TestFuzz(DeviceCase):
    """What nobody thought of; ``tests/bench/bench_device_fuzz.py`` tries a hundred thousand."""

    @settings(max_examples=300)
    @given(STREAMS, st.integers(1, 400))
    def test_no_stream_crashes_a_port_and_all_that_is_taken_is_bounded(self, stream, chunk):
        sentences = self.env["device.reason"]._get_sentences()
        for arrival, fault, results in receive(stream, chunk):
            self.assertLessEqual(len(arrival.raw), LIMITS.max_bytes)
            self.assertTrue(not fault or fault in sentences, fault)
            self.assertFalse(fault and results)

    @settings(max_examples=200)
    @given(ONCE_DAMAGED, st.integers(1, 400))
    def test_no_single_damage_gives_a_result_to_another_person(self, stream, chunk):
        for _arrival, _fault, results in receive(stream, chunk):
            self.assertFalse(any(map(is_of_another, results)))

    def test_without_damage_the_pair_is_read_whole(self):
        """The check above looks at something."""
        for protocol in ("hl7", "astm"):
            found = receive(write_pair(protocol), 100)
            read = [result for _arrival, _fault, results in found for result in results]
            self.assertEqual([PAIR[one.sample_number] for one in read], [one.value for one in read])
            self.assertEqual(len(read), 4)

    @settings(max_examples=60)
    @given(st.lists(DAMAGED, min_size=1, max_size=4))
    def test_every_stream_is_stored_and_answered_whatever_it_holds(self, streams):
        savepoint = self.env.cr.savepoint()
        arrivals = [Arrival(stream, "hl7", "10.0.0.1") for stream in streams]
        for stream in streams:
            arrivals += [arrival for arrival, _fault, _results in receive(stream, 50)]
        answers, messages = self._receive(*arrivals)
        self.assertEqual(len(answers), len(arrivals))
        self.assertEqual(
            set(messages.mapped("sha256")),
            {one.sha256 or sha256(one.raw).hexdigest() for one in arrivals},
        )
        self.env["device.result"]._hand_on()
        self.assertFalse(messages.result_ids.filtered(lambda one: one.state == "delivered"))
        savepoint.close(rollback=True)
