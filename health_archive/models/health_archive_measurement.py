from odoo import api, fields, models

POINTS_SHOWN = 2_000
"""Of one archive in its graph; the latest. Decades of a patient who measures weekly."""


class HealthArchive(models.Model):
    """Measurements of the resident and their trend."""

    _inherit = "health.archive"

    measurement_ids = fields.One2many("health.measurement", "archive_id", "Measurements")
    measurement_count = fields.Integer(
        "Number of measurements", compute="_compute_measurement_count"
    )

    def _compute_measurement_count(self):
        groups = self.env["health.measurement"]._read_group(
            [("archive_id", "in", self.ids)], ["archive_id"], ["__count"]
        )
        counts = {archive.id: count for archive, count in groups}
        for archive in self:
            archive.measurement_count = counts.get(archive.id, 0)

    def action_open_measurements(self):
        """List the measurements of this archive, the latest first."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "health_archive.health_measurement_action"
        )
        return action | {
            "domain": [("archive_id", "=", self.id)],
            "context": {"default_archive_id": self.id},
        }

    def action_enter_measurements(self):
        """Ask for the numbers of one visit, all on one page."""
        self.ensure_one()
        return self._open_part_wizard("health.measurement.entry", self.env._("Measure"))

    def _open_part_wizard(self, model, name):
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "view_mode": "form",
            "target": "new",
            "context": {"default_archive_id": self.id},
        }

    @api.readonly
    def get_measurement_trend(self):
        """Series of numbers over time, for the graph in the archive.

        :return: list of ``{code, name, unit, low, high, points}`` in the order of the kinds;
            ``points`` are ``{at, value, text, unusual}``, the oldest first; ``low`` and ``high``
            bound what is normal for this person, or are None
        """
        self.ensure_one()
        self.check_access("read")
        rows = self.env["health.measurement"].search_fetch(
            [("archive_id", "=", self.id)],
            ["kind_id", "value", "taken_at", "is_unusual"],
            order="taken_at desc, id desc",
            limit=POINTS_SHOWN,
        )
        by_kind = rows.grouped("kind_id")
        return [self._get_series(kind, by_kind[kind]) for kind in rows.kind_id.sorted("sequence")]

    def _get_series(self, kind, rows):
        low, high = kind._get_normal_range(self.sex)
        return {
            "code": kind.code,
            "name": kind.name,
            "unit": kind.unit,
            "low": low,
            "high": high,
            "points": [
                {
                    "at": fields.Datetime.to_string(row.taken_at),
                    "value": row.value,
                    "text": kind._format(row.value),
                    "unusual": row.is_unusual,
                }
                for row in reversed(rows)
            ],
        }

    def _get_latest_measurements(self, codes):
        """``{code: latest health.measurement}`` of one archive."""
        self.ensure_one()
        kinds = self.env["health.measurement.kind"].search([("code", "in", list(codes))])
        latest = {}
        for kind in kinds:
            latest[kind.code] = self.env["health.measurement"].search(
                [("archive_id", "=", self.id), ("kind_id", "=", kind.id)],
                order="taken_at desc, id desc",
                limit=1,
            )
        return {code: measurement for code, measurement in latest.items() if measurement}
