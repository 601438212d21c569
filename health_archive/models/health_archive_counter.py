from odoo import api, fields, models
from odoo.tools import SQL

SERIAL_DIGITS = 5


class HealthArchiveCounter(models.Model):
    """The last personal serial given in a village; it only ever grows.

    The row of a village is locked until the transaction ends: who asks at the same moment waits,
    and Odoo repeats his request with the serials that follow.
    """

    _name = "health.archive.counter"
    _description = "Archive Number Counter"
    _order = "prefix"
    _rec_name = "prefix"

    prefix = fields.Char("Village prefix", required=True)
    last_serial = fields.Integer(required=True)

    _prefix_unique = models.UniqueIndex("(prefix)", "This village has a counter already.")
    _serial_range = models.Constraint(
        "CHECK (last_serial BETWEEN 0 AND 99999)",
        "All 99,999 archive numbers of this village are used. Give the village a further prefix.",
    )

    @api.model
    def _allocate(self, wanted):
        """Give new archive numbers, in one statement.

        :param dict wanted: ``{twelve-digit prefix: how many}``
        :return: ``{prefix: [numbers, ascending]}``
        """
        last = self._grow(wanted, SQL("counter.last_serial + EXCLUDED.last_serial"))
        return {
            prefix: [
                f"{prefix}{serial:0{SERIAL_DIGITS}}"
                for serial in range(last[prefix] - count + 1, last[prefix] + 1)
            ]
            for prefix, count in wanted.items()
        }

    @api.model
    def _take(self, numbers):
        """Never give any of ``numbers`` again, which came from paper or another system."""
        highest = {}
        for number in numbers:
            prefix, serial = number[:-SERIAL_DIGITS], int(number[-SERIAL_DIGITS:])
            highest[prefix] = max(serial, highest.get(prefix, 0))
        self._grow(highest, SQL("GREATEST(counter.last_serial, EXCLUDED.last_serial)"))

    def _grow(self, by_prefix, value):
        if not by_prefix:
            return {}
        # in order of the prefixes, so that two batches never wait for each other
        rows = self.env.execute_query(
            SQL(
                """
                INSERT INTO health_archive_counter AS counter (prefix, last_serial)
                SELECT * FROM unnest(%s::varchar[], %s::integer[]) ORDER BY 1
                ON CONFLICT (prefix) DO UPDATE SET last_serial = %s
                RETURNING prefix, last_serial
                """,
                list(by_prefix),
                list(by_prefix.values()),
                value,
            )
        )
        self.invalidate_model(["last_serial"])
        return dict(rows)
