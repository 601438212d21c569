from odoo import api, fields, models
from odoo.fields import Command

from ..tools import PLACEHOLDER, fill


class FamilyTemplate(models.Model):
    """The text as a resident will read it, with somebody who doesn't exist."""

    _inherit = "family.template"

    sample_html = fields.Html(
        "With a sample resident", compute="_compute_sample_html", sanitize=False
    )

    @api.depends("body", "org_unit_id", "term_years")
    @api.depends_context("lang", "uid")
    def _compute_sample_html(self):
        for template in self:
            values = template._get_sample_values()
            unknown = set(PLACEHOLDER.findall(template.body or "")) - values.keys()
            template.sample_html = fill(template.body, values | {n: f"?{n}?" for n in unknown})

    def action_open_sample(self):
        """Show the text filled with made-up data, ready to be printed."""
        self.ensure_one()
        self.check_access("read")
        view = self.env.ref("family_agreement.family_template_view_form_sample")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("With a sample resident"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(view.id, "form")],
            "target": "new",
        }

    def action_print_sample(self):
        """Print the text filled with made-up data."""
        self.check_access("read")
        report = self.env.ref("family_agreement.family_template_report")
        return report.report_action(self, config=False)

    def _get_sample_values(self):
        """A value of each name that can be filled in; nobody's but the unit's own packages."""
        self.ensure_one()
        _ = self.env._
        agreement = self._new_sample_agreement()
        partners = self.env["res.partner"]
        sexes = dict(partners._fields["sex"]._description_selection(self.env))
        unit = self.org_unit_id.name or _("Sample township hospital")
        return {
            "number": "QY-0000-000000",
            "resident_name": _("Sample Resident"),
            "resident_sex": sexes["1"],
            "resident_birth_date": "1955-05-05",
            "resident_identity": "000000********000X",
            "resident_phone": "13800000000",
            "resident_address": _("Sample village"),
            "archive_number": "00000000000000000",
            "groups": "、".join(self._get_sample_tags().mapped("name")),
            "representative": _("Sample Relative (child)"),
            "team_name": _("Sample team"),
            "team_phone": "0000-0000000",
            "doctor_name": _("Sample Doctor"),
            "institution": unit,
            "packages": (
                agreement._get_services_table()
                if agreement.line_ids
                else _("(No package is offered here yet.)")
            ),
            "term": _(
                "%(first)s to %(last)s",
                first=agreement.start_date,
                last=agreement.end_date,
            ),
            "fee": agreement._get_fee_text(),
            "sign_date": str(agreement.sign_date),
        }

    def _get_sample_tags(self):
        names = ("elder", "hypertension")
        return self.env["resident.population.tag"].union(
            *(self.env.ref(f"resident.population_tag_{name}") for name in names)
        )

    def _new_sample_agreement(self):
        """An agreement that is never saved, with the packages offered to such a resident."""
        today = fields.Date.context_today(self)
        tags = self._get_sample_tags()
        packages = self.env["family.package"]._get_offered(tags, self.org_unit_id, today)[:2]
        lines = self.env["family.agreement.line"]
        years = int(self.term_years or 1)
        found = {
            line.item_id: lines._prepare(line, years)
            for line in packages.line_ids
            if not line.tag_ids or line.tag_ids & tags
        }
        return self.env["family.agreement"].new(
            {
                "sign_date": today,
                "start_date": today,
                "term_years": str(years),
                "package_ids": [Command.set(packages.ids)],
                "line_ids": [Command.create(vals) for vals in found.values()],
            }
        )
