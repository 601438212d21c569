import threading

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo import api
from odoo.exceptions import ValidationError
from odoo.modules.registry import Registry
from odoo.tests import BaseCase, get_db_name, tagged
from odoo.tools import mute_logger

from .common import OTHER_PREFIX, PREFIX, HealthArchiveCase

BATCHES = st.lists(
    st.dictionaries(st.sampled_from([PREFIX, OTHER_PREFIX]), st.integers(1, 40), min_size=1),
    min_size=1,
    max_size=8,
)


class TestHealthArchiveNumbering(HealthArchiveCase):
    @settings(max_examples=40, deadline=None)
    @given(batches=BATCHES, taken=st.integers(1, 500))
    def test_numbers_are_of_their_village_and_given_once(self, batches, taken):
        counter = self.env["health.archive.counter"]
        given_numbers = [f"{PREFIX}{taken:05}"]
        counter._take(given_numbers)
        for wanted in batches:
            for prefix, numbers in counter._allocate(wanted).items():
                self.assertEqual(len(numbers), wanted[prefix])
                self.assertTrue(all(len(n) == 17 and n.startswith(prefix) for n in numbers))
                given_numbers += numbers
        self.assertEqual(len(given_numbers), len(set(given_numbers)))
        self.env.cr.execute("DELETE FROM health_archive_counter")

    @mute_logger("odoo.sql_db")
    def test_serials_end_at_99999(self):
        counter = self.env["health.archive.counter"]
        counter._take([PREFIX + "99998"])
        self.assertEqual(counter._allocate({PREFIX: 1}), {PREFIX: [PREFIX + "99999"]})
        with self.assertRaisesRegex(Exception, "serial_range"), self.cr.savepoint():
            counter._allocate({PREFIX: 1})

    def test_imported_number_is_kept_and_not_given_again(self):
        archives = self.env["health.archive"].with_user(self.doctor)
        number = PREFIX + "00007"
        archive = archives._import_create(
            [{"partner_id": self.resident.id, "archive_number": number}]
        )
        self.assertRecordValues(archive, [{"archive_number": number, "state": "active"}])
        following = self._archive(self._resident("李四"))
        self.assertEqual(following.archive_number, PREFIX + "00008")

    def test_imported_number_of_another_village_is_named(self):
        archives = self.env["health.archive"].with_user(self.doctor)
        for number in (OTHER_PREFIX + "00001", PREFIX + "0001", PREFIX + "０００01"):
            with self.subTest(number), self.assertRaisesRegex(ValidationError, PREFIX):
                archives._import_create(
                    [{"partner_id": self.resident.id, "archive_number": number}]
                )

    def test_former_number_is_not_imported_again(self):
        archive = self._archive()
        former = archive.archive_number
        archive.with_user(self.hospital_doctor)._transfer(
            self.other_clinic, self.other_village, "搬家"
        )
        with self.assertRaisesRegex(ValidationError, former):
            self.env["health.archive"]._import_create(
                [{"partner_id": self._resident("李四").id, "archive_number": former}]
            )


@tagged("post_install", "-at_install")
class TestNumbersUnderConcurrency(BaseCase):
    """Real connections and commits: what one transaction has taken, another doesn't get."""

    PREFIX = "999999999999"
    THREADS, BATCH, ROUNDS = 4, 25, 5

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        self.addCleanup(self._forget)

    def _forget(self):
        with self.registry.cursor() as cr:
            cr.execute("DELETE FROM health_archive_counter WHERE prefix = %s", [self.PREFIX])

    def _allocate(self, numbers):
        from odoo.service.model import retrying

        for _round in range(self.ROUNDS):
            with self.registry.cursor() as cr:
                env = api.Environment(cr, api.SUPERUSER_ID, {})
                counter = env["health.archive.counter"]
                got = retrying(lambda c=counter: c._allocate({self.PREFIX: self.BATCH}), env)
            numbers.extend(got[self.PREFIX])

    @mute_logger("odoo.sql_db", "odoo.service.model")
    def test_parallel_batches_never_share_a_number(self):
        numbers = []
        threads = [
            threading.Thread(target=self._allocate, args=[numbers]) for _t in range(self.THREADS)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        total = self.THREADS * self.BATCH * self.ROUNDS
        self.assertEqual(len(numbers), total)
        self.assertEqual(len(set(numbers)), total)
