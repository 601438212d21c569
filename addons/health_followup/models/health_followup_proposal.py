from odoo import api, models
from odoo.fields import Command

from .health_lifestyle_mixin import LIFESTYLE
from .health_vitals_mixin import VITALS

DRUG = ["sequence", "drug_id", "name", "times_a_day", "per", "amount", "unit", "is_insulin"]


class HealthFollowupMixin(models.AbstractModel):
    """Nothing is entered twice: a new visit begins with what is known already."""

    _inherit = "health.followup.mixin"

    @api.onchange("enrolment_id", "date")
    def _onchange_enrolment_id(self):
        if self.enrolment_id and self.date and not self._origin:
            self.archive_id = self.enrolment_id.archive_id
            self._propose_boxes()

    def _propose_boxes(self):
        """Fill empty boxes: from visits of the same day, and what stays the same from the last."""
        last = self._get_last_visit()
        for other in self._get_visits_of_day():
            self._take_boxes(other, [*VITALS, *self._get_repeated_boxes()])
            self._take_drugs(other)
        self._take_boxes(last, self._get_repeated_boxes())
        self._take_drugs(last)
        self._take_measurements()

    @api.model
    def _get_repeated_boxes(self):
        """Hook: boxes that are proposed as they were at the last visit."""
        if "height" not in self._fields:
            return []
        return ["height", "weight_target", *LIFESTYLE]

    def _get_last_visit(self):
        return self.search(
            [
                ("enrolment_id", "=", self.enrolment_id._origin.id),
                ("date", "<", self.date),
                ("seal_state", "!=", "superseded"),
            ],
            order="date desc, id desc",
            limit=1,
        )

    def _get_visits_of_day(self):
        """Visits of the same day for other programmes of the resident."""
        return self.env["health.followup"].search(
            [
                ("archive_id", "=", self.archive_id._origin.id),
                ("date", "=", self.date),
                ("seal_state", "!=", "superseded"),
            ]
        )

    def _take_boxes(self, other, names):
        for name in names:
            if name in other._fields and other[name] and not self[name]:
                self[name] = other[name]

    def _take_drugs(self, other):
        if other.drug_ids and not self.drug_ids:
            self.drug_ids = copy_lines(other.drug_ids)

    def _take_measurements(self):
        """The height as measured last, wherever that was."""
        if not self.height and self.archive_id:
            latest = self.archive_id._origin._get_latest_measurements(["height"])
            self.height = latest["height"].value if latest else 0


def copy_lines(lines):
    """Commands that create the same drugs in another visit."""
    names = [name for name in DRUG if name in lines._fields]
    return [
        Command.create(line._convert_to_write({name: line[name] for name in names}))
        for line in lines
    ]
