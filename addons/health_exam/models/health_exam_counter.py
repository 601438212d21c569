from odoo import api, fields, models
from odoo.tools import SQL

from ..tools import complete_number

SERIAL_DIGITS = 4


class HealthExamCounter(models.Model):
    """The last serial of an institution on a day; it only ever grows.

    The row is locked until the transaction ends: who registers at the same moment waits, and Odoo
    repeats his request with the serials that follow.
    """

    _name = "health.exam.counter"
    _description = "Exam Number Counter"
    _order = "prefix"
    _rec_name = "prefix"

    prefix = fields.Char("Day and institution", required=True)
    last_serial = fields.Integer(required=True)

    _prefix_unique = models.UniqueIndex("(prefix)", "This day has a counter already.")
    _serial_range = models.Constraint(
        "CHECK (last_serial BETWEEN 0 AND 9999)",
        "All 9,999 exam numbers of this institution are used for that day.",
    )

    @api.model
    def _allocate(self, wanted):
        """Give new exam numbers, in one statement.

        :param dict wanted: ``{(unit, date): how many}``
        :return: ``{(unit, date): [numbers, ascending]}``
        """
        prefixes = {
            key: f"{key[1]:%y%m%d}{key[0]._get_exam_code()}"
            for key, count in wanted.items()
            if count
        }
        last = self._grow({prefix: wanted[key] for key, prefix in prefixes.items()})
        return {
            key: [
                complete_number(f"{prefix}{serial:0{SERIAL_DIGITS}}")
                for serial in range(last[prefix] - wanted[key] + 1, last[prefix] + 1)
            ]
            for key, prefix in prefixes.items()
        }

    def _grow(self, by_prefix):
        if not by_prefix:
            return {}
        # in order of the prefixes, so that two batches never wait for each other
        rows = self.env.execute_query(
            SQL(
                """
                INSERT INTO health_exam_counter AS counter (prefix, last_serial)
                SELECT * FROM unnest(%s::varchar[], %s::integer[]) ORDER BY 1
                ON CONFLICT (prefix) DO UPDATE
                SET last_serial = counter.last_serial + EXCLUDED.last_serial
                RETURNING prefix, last_serial
                """,
                list(by_prefix),
                list(by_prefix.values()),
            )
        )
        self.invalidate_model(["last_serial"])
        return dict(rows)
