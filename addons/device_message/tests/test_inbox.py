import asyncio
import tempfile
from pathlib import Path

from odoo.tests import BaseCase, tagged
from odoo.tools import mute_logger

from ..listener.inbox import Inbox, split_file
from ..tools.astm_frame import ENQ, EOT, build_frames
from ..tools.limits import Limits
from ..tools.mllp_frame import frame
from .common import astm_text, hl7_text
from .shelf import Shelf

LIMITS = Limits(max_bytes=5000, kept_bytes=1000)
HL7, ASTM = hl7_text().encode(), astm_text().encode()


@tagged("post_install", "-at_install")
class TestInbox(BaseCase):
    def setUp(self):
        super().setUp()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.shelf = Shelf()
        self.inbox = Inbox(self.folder, self.shelf, LIMITS)

    def look(self, times=1):
        for _time in range(times):
            asyncio.run(self.inbox.look())

    def files(self, place):
        return [path.name.partition("-")[2] for path in (self.folder / place).glob("*-*")]

    def test_a_file_holds_messages_in_many_ways(self):
        both = [HL7, hl7_text(number="2").encode()]
        for content, expected in (
            (HL7, [HL7]),
            (b"".join(both), both),
            (b"FHS|^~\\&|x\rBHS|^~\\&|x\r" + b"".join(both), both),
            (b"".join(map(frame, both)), both),
            (ASTM, [ASTM]),
            (ASTM + ASTM, [ASTM, ASTM]),
            (b"".join(build_frames(ASTM)), [ASTM]),
            (ENQ + b"".join(build_frames(ASTM)) + EOT, [ASTM]),
            (b"something else", [b"something else"]),
        ):
            with self.subTest(content=content[:20]):
                found = split_file(content, LIMITS)
                self.assertEqual(
                    [(one.raw, one.fault) for one in found], [(e, "") for e in expected]
                )

    def test_a_recorded_session_that_breaks_off_is_said_to(self):
        frames = build_frames(ASTM)
        (found,) = split_file(b"".join(frames[:2]), LIMITS)
        self.assertEqual(found.fault, "interrupted")

    def test_a_file_is_read_when_it_grows_no_more(self):
        path = self.folder / "one.HL7"
        path.write_bytes(HL7[:50])
        self.look()
        path.write_bytes(HL7)
        self.look()
        self.assertEqual((self.shelf.arrivals, path.exists()), ([], True))
        self.look()
        self.assertEqual([one.raw for one in self.shelf.arrivals], [HL7])
        self.assertEqual((self.files("done"), path.exists()), (["one.HL7"], False))

    def test_the_messages_of_a_file_are_kept_together(self):
        (self.folder / "many.hl7").write_bytes(HL7 + b"\r" + HL7 + b"\r" + HL7)
        self.look(2)
        self.assertEqual((len(self.shelf.arrivals), self.shelf.most_at_once), (3, 3))

    def test_other_files_and_folders_are_left_alone(self):
        (self.folder / "notes.doc").write_bytes(HL7)
        (self.folder / "folder.hl7").mkdir()
        self.look(3)
        self.assertFalse(self.shelf.arrivals)

    def test_a_file_with_something_to_sort_out_is_moved_apart(self):
        self.shelf.code = "AE"
        (self.folder / "one.txt").write_bytes(HL7)
        (self.folder / "empty.txt").write_bytes(b"")
        self.look(2)
        self.assertEqual(sorted(self.files("parked")), ["empty.txt", "one.txt"])

    def test_two_files_of_one_name_are_both_kept(self):
        for _time in range(2):
            (self.folder / "one.hl7").write_bytes(HL7)
            self.look(2)
        self.assertEqual(self.files("done"), ["one.hl7"] * 2)

    def test_of_a_file_that_is_too_large_the_beginning_is_kept(self):
        (self.folder / "one.astm").write_bytes(ASTM + b"x" * 6000)
        self.look(2)
        (arrival,) = self.shelf.arrivals
        self.assertEqual((arrival.fault, len(arrival.raw)), ("too_large", LIMITS.kept_bytes))
        self.assertEqual((arrival.size, arrival.protocol), (len(ASTM) + 6000, "astm"))

    @mute_logger("odoo.addons.device_message.listener.inbox")
    def test_a_file_that_could_not_be_stored_stays(self):
        self.shelf.code = None
        (self.folder / "one.hl7").write_bytes(HL7)
        self.look(2)
        self.assertTrue((self.folder / "one.hl7").exists())
