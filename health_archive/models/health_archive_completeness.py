from datetime import timedelta

from odoo import api, fields, models

from .health_archive_requirement import FORM_FIELDS, PERSON_FIELDS

REFRESH_DAYS = 30


class HealthArchive(models.Model):
    """How much of the form is filled in, by the rules of ``health.archive.requirement``."""

    _inherit = "health.archive"

    completeness = fields.Float(
        "Complete", compute="_compute_completeness", store=True, digits=(5, 1), aggregator="avg",
        help="Percent of the required boxes that are filled in.",
    )  # fmt: skip
    is_complete = fields.Boolean(
        "Standardised", compute="_compute_completeness", store=True,
        help="All required boxes are filled in.",
    )  # fmt: skip
    missing_names = fields.Char(compute="_compute_completeness", store=True)
    missing_summary = fields.Char("Missing", compute="_compute_missing_summary")
    completeness_at = fields.Datetime(compute="_compute_completeness", store=True)

    _completeness_list = models.Index("(org_unit_id, is_complete)")

    @api.depends(
        *FORM_FIELDS,
        *(f"partner_id.{name}" for name in PERSON_FIELDS.values()),
        "archive_number",
    )
    def _compute_completeness(self):
        requirements = self._get_requirements()
        now = fields.Datetime.now()
        for archive in self:
            age, rural = archive.partner_id.age, archive._is_rural()
            asked = _get_asked(requirements, age, rural)
            archive.update(_rate(asked, [name for name in asked if not archive._is_filled(name)]))
            archive.completeness_at = now

    @api.depends("missing_names")
    @api.depends_context("lang")
    def _compute_missing_summary(self):
        for archive in self:
            names = (archive.missing_names or "").split(",")
            archive.missing_summary = "、".join(map(self._get_field_label, filter(None, names)))

    @api.model
    def _get_field_label(self, name):
        field = self._fields.get(name)
        return field._description_string(self.env) if field else name

    @api.model
    def _get_bulk_columns(self, vals_list):
        columns = super()._get_bulk_columns(vals_list)
        requirements = self._get_requirements()
        # sudo: spares asking for each box of each person whether the user may see the field
        persons = self.env["res.partner"].sudo().browse([vals["partner_id"] for vals in vals_list])
        for row, vals, person in zip(columns, vals_list, persons, strict=True):
            values = vals | row
            asked = _get_asked(requirements, person.age, _is_rural_number(vals["archive_number"]))
            missing = [
                name
                for name in asked
                if not (person[PERSON_FIELDS[name]] if name in PERSON_FIELDS else values.get(name))
            ]
            row |= _rate(asked, missing)
        return columns

    @api.model
    def _get_requirements(self):
        """``[(box, from age, only in villages)]`` of what is asked today."""
        requirements = self.env["health.archive.requirement"]._get_in_force()
        return [(item.field_name, item.age_from, item.rural_only) for item in requirements]

    def _is_filled(self, name):
        if name in PERSON_FIELDS:
            return bool(self.partner_id[PERSON_FIELDS[name]])
        return bool(self[name])

    def _is_rural(self):
        """A village committee's archive: its third segment is 101 to 199 (domain A.4)."""
        self.ensure_one()
        return _is_rural_number(self.archive_number or "")

    @api.model
    def _cron_refresh_completeness(self, limit=2000):
        """Count again what rules or birthdays have changed since."""
        domain = self._get_stale_domain()
        stale = self.search(domain, limit=limit, order="id")
        stale._refresh_completeness()
        self.env["ir.cron"]._commit_progress(len(stale), remaining=self.search_count(domain))

    def _refresh_completeness(self):
        self.env.add_to_compute(self._fields["completeness"], self)
        self.flush_recordset(["completeness"])

    @api.model
    def _get_stale_domain(self):
        """Open archives counted before the latest change of a rule, or long ago."""
        requirements = self.env["health.archive.requirement"]
        before = fields.Datetime.now() - timedelta(days=REFRESH_DAYS)
        for _from, changed in requirements._read_group(
            [("valid_from", "<=", "today")], [], ["valid_from:max", "write_date:max"]
        ):
            if changed:
                before = max(before, changed)
        return [("completeness_at", "<=", before), ("state", "not in", ("cancelled", "migrated"))]


def _is_rural_number(number):
    return number[9:10] == "1"


def _get_asked(requirements, age, rural):
    """Names of the boxes that somebody of this age is asked for."""
    return [
        name
        for name, age_from, rural_only in requirements
        if age >= age_from and (rural or not rural_only)
    ]


def _rate(asked, missing):
    return {
        "completeness": 100 * (1 - len(missing) / len(asked)) if asked else 100,
        "is_complete": not missing,
        "missing_names": ",".join(missing),
    }
