from odoo import models
from odoo.exceptions import UserError

MAX_EXPORTED = 1000
"""Their numbers stand in the address of the download, which web servers cut at 8 KB."""


class FamilyScorecard(models.Model):
    """Scorecards on paper and as a workbook."""

    _inherit = "family.scorecard"

    def action_print(self):
        """Print these cards, each as a sheet of its own."""
        self.check_access("read")
        report = self.env.ref("family_doctor.family_scorecard_report")
        return report.report_action(self, config=False)

    def action_export(self):
        """Download these cards as a workbook, a row each.

        :raise UserError: too many were chosen
        """
        self.check_access("read")
        if len(self) > MAX_EXPORTED:
            raise UserError(
                self.env._(
                    "At most %(number)s scorecards go into one workbook. Choose one period, or "
                    "one unit after the other.",
                    number=MAX_EXPORTED,
                )
            )
        ids = ",".join(map(str, self.ids))
        return {
            "type": "ir.actions.act_url",
            "url": f"/family_doctor/scorecards.xlsx?ids={ids}",
            "target": "download",
        }

    def _get_sheet(self):
        """Rows of a workbook: what it is, period, headers, a row for each card."""
        _ = self.env._
        rules = self.line_ids.rule_id.sorted("sequence")
        headers = [
            _("Doctor or team"), _("Unit"), _("From"), _("To"), _("Counted up to"), _("State"),
        ]  # fmt: skip
        for rule in rules:
            name = rule.display_name
            headers += [
                name, _("%(measure)s: of", measure=name), _("%(measure)s: points", measure=name),
            ]  # fmt: skip
        headers += [_("Points"), _("Of points"), _("Appeal"), _("Answer")]
        return [
            [_("Scorecards of the family-doctor service")],
            [_("%(number)s scorecards", number=len(self))],
            headers,
            *(card._get_sheet_row(rules) for card in self),
        ]

    def _get_sheet_row(self, rules):
        states = dict(self._fields["state"]._description_selection(self.env))
        days = [str(day) for day in (self.date_from, self.date_to, self.cut_off)]
        row = [self.name, self.org_unit_id.name, *days, states[self.state]]
        lines = self.line_ids.grouped("rule_id")
        for rule in rules:
            line = lines.get(rule)
            row += [line.numerator, line.denominator, line.points] if line else ["", "", ""]
        return [*row, self.score, self.max_score, self.appeal_note or "", self.answer or ""]

    def _get_role_name(self):
        """Whether a doctor or a team is judged, for the sheet on paper."""
        self.ensure_one()
        field = self._fields["doctor_id" if self.doctor_id else "team_id"]
        return field._description_string(self.env)
