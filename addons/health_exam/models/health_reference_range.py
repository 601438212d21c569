from odoo import api, fields, models

from odoo.addons.resident.models.res_partner import SEXES

from ..tools import Reference

LIMITS = ("low", "high", "critical_low", "critical_high", "critical_at_limit")


class HealthReferenceRange(models.Model):
    """What is normal of a measurement, by sex and age, and what is critical (domain B.2, B.6, F.3).

    A laboratory whose method has other limits adds a row with the code of its device. A new norm
    is a new row; the old one gets its last day. A limit of 0 is none.
    """

    _name = "health.reference.range"
    _inherit = ["dated.mixin"]
    _description = "Reference Range"
    _order = "kind_id, device_code, sex, age_from, valid_from desc"
    _is_kept = True
    _kept_fields = ("sex", "age_from", "age_to", "device_code", "low_text", "high_text", *LIMITS)

    kind_id = fields.Many2one(
        "health.measurement.kind", "What", required=True, index=True, ondelete="cascade"
    )
    unit = fields.Char(related="kind_id.unit")
    sex = fields.Selection(SEXES[:2], help="Only for this sex; empty: both.")
    age_from = fields.Integer("From age", aggregator=None, help="In whole years at the exam.")
    age_to = fields.Integer(
        "To age", aggregator=None, help="Last year of age; 0 when there is no upper limit."
    )
    device_code = fields.Char(
        "Device", help="Code of the device or method that these limits hold for; empty: all others."
    )
    low = fields.Float(
        "Normal from", digits=(10, 3), aggregator=None, help="Still normal; 0: no limit."
    )
    high = fields.Float(
        "Normal up to", digits=(10, 3), aggregator=None, help="Still normal; 0: no limit."
    )
    low_text = fields.Char("Below it means", help="In words for the form: anaemia.")
    high_text = fields.Char("Above it means", help="In words for the form: central obesity.")
    critical_low = fields.Float(
        "Critical below", digits=(10, 3), aggregator=None,
        help="Somebody is called at once; 0: no limit.",
    )  # fmt: skip
    critical_high = fields.Float(
        "Critical above", digits=(10, 3), aggregator=None,
        help="Somebody is called at once; 0: no limit.",
    )  # fmt: skip
    critical_at_limit = fields.Boolean(
        "Limit itself is critical", help="At or beyond the limit, not only beyond it."
    )

    _once = models.UniqueIndex(
        "(kind_id, COALESCE(sex, ''), age_from, COALESCE(device_code, ''), valid_from)",
        "This measurement has a range for these people from that date on already.",
    )
    _order_of_limits = models.Constraint(
        """CHECK (
            (COALESCE(low, 0) = 0 OR COALESCE(high, 0) = 0 OR low <= high)
            AND (COALESCE(critical_low, 0) = 0 OR COALESCE(low, 0) = 0 OR critical_low <= low)
            AND (COALESCE(critical_high, 0) = 0 OR COALESCE(high, 0) = 0 OR critical_high >= high)
        )""",
        "The limits are out of order: critical below, from, up to, critical above.",
    )
    _order_of_ages = models.Constraint(
        "CHECK (COALESCE(age_to, 0) = 0 OR age_to >= age_from)", "The ages end before they begin."
    )

    @api.depends("kind_id.name", "sex", "age_from", "age_to", "device_code")
    def _compute_display_name(self):
        sexes = dict(self._fields["sex"]._description_selection(self.env))
        for row in self:
            ages = row.age_from or row.age_to
            ages = f"{row.age_from}–{row.age_to or ''}" if ages else ""
            parts = row.kind_id.name, sexes.get(row.sex), ages, row.device_code
            row.display_name = " ".join(part for part in parts if part)

    @api.model
    def _get_flag(self, kind, value, sex, age, date, device=""):
        """``""`` within the reference, ``"L"``, ``"H"``, or critical ``"LL"``, ``"HH"``.

        Empty also for who has no reference: a child, or somebody whose sex isn't known.
        """
        return self._find(kind, sex, age, date, device)[0].get_flag(value)

    @api.model
    def _find(self, kind, sex, age, date, device=""):
        """``(Reference, what below it means, what above it means)`` for such a person on a day.

        The range of the device counts before that of all, the one of a sex before that of both.
        Kinds without any row have the normal range of the kind itself.
        """
        rows = self._get_kept("kind_id", kind.id, date)
        fitting = [row for row in rows if _is_for(row, sex, age, device)]
        if fitting:
            best = max(fitting, key=_get_precision)
            return Reference(*best[7:]), best[5] or "", best[6] or ""
        if rows:
            return Reference(), "", ""
        # sudo: the limits of a kind are printed beside every number
        low, high = kind.sudo()._get_normal_range(sex)
        return Reference(low or 0, high or 0), "", ""


def _is_for(row, sex, age, device):
    _id, row_sex, age_from, age_to, row_device, *_limits = row
    return (
        row_sex in (False, sex)
        and age >= age_from
        and (not age_to or age <= age_to)
        and (not row_device or row_device == device)
    )


def _get_precision(row):
    return bool(row[4]), bool(row[1]), row[2]
