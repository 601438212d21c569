"""One run of ``odoo populate_county``: what is shared between its villages."""

from collections import Counter
from random import Random

from stdnum.cn import ric

from .bulk_table import BulkTable

_REGION = "9900"
"""No such region: 99 is no province (GB/T 2260 has 11 to 83), and in permits of foreigners, which
start with 9 and the province, 90 is none. So nobody ever had a number that starts with it."""
_PHONES = 1740_0000000
"""Satellite telephones (1740): numbers that pass every check, but are no resident's mobile."""
_LAST_PHONE = 1740_5999999
MARK = "SYN"
"""Start of the reference of everybody who doesn't exist."""


class SyntheticRun:
    """Numbers given so far, tables opened so far; ``run`` counts the runs in this database.

    :ivar kept: what an add-on looked up and needs again for the next village, by its own keys
    """

    def __init__(self, env, run, seed, today):
        self.env, self.run, self.today = env, run, today
        self.random = Random(f"{seed}/{run}")
        self.totals = Counter()
        self.kept = {}
        self._serials = Counter()
        self._phone = _PHONES + run * 500_000 % (_LAST_PHONE - _PHONES)
        self._tables = {}

    def get_table(self, name, sample):
        """:param sample: values of a record as for ``create``, needed the first time"""
        if name not in self._tables:
            self._tables[name] = BulkTable(self.env[name], sample)
        return self._tables[name]

    def insert(self, name, rows, sample):
        """Write rows, give each its ``id`` and count them."""
        if not rows:
            return []
        table = self.get_table(name, sample)
        ids = table.new_ids(len(rows))
        table.insert([{"id": id_} | row for id_, row in zip(ids, rows, strict=True)])
        self.totals[name] += len(rows)
        return ids

    def make_ref(self, kind=""):
        self._serials["ref", kind] += 1
        return f"{MARK}{self.run:02}{kind}-{self._serials['ref', kind]:07}"

    def make_phone(self):
        self._phone = self._phone + 1 if self._phone < _LAST_PHONE else _PHONES
        return str(self._phone)

    def make_identity_number(self, birth_date, sex):
        """18 characters with a right check digit, which nobody has; see :data:`_REGION`.

        :return: None when all serials of that day are used up
        """
        key = birth_date, sex
        serial = 2 * self._serials[key] + (sex == "1")
        self._serials[key] += 1
        if serial > 999:
            return None
        start = f"{_REGION}{self.run:02}{birth_date:%Y%m%d}{serial:03}"
        return start + ric.calc_check_digit(start + "0")
