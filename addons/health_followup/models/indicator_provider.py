from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

EARLY_FORM, POSTPARTUM = "1", "postpartum"
"""Code of the first antenatal check, kind of the form after delivery."""


class IndicatorProvider(models.AbstractModel):
    """What the indicators of the follow-ups ask that no domain can say (domain E.5)."""

    _inherit = "indicator.provider"

    @api.model
    def _get_conditions(self):
        return super()._get_conditions() | {
            "followup_year": self.env._("In the calendar year of the period"),
            "glucose_fasting": self.env._("Last fasting glucose on target"),
            "glucose_any": self.env._("Last glucose on target"),
            "glucose_fasting_met": self.env._("Last fasting glucose face to face on target"),
            "glucose_any_met": self.env._("Last glucose face to face on target"),
            "mother_early": self.env._("First antenatal check in its window"),
            "mother_visited": self.env._("Visited after delivery in time"),
            "tuberculosis_met": self.env._("Met by a visit"),
        }

    @api.model
    def _get_archive_uses(self, span):
        # not the sensitive ones: who is on the list would be told by it
        visits = Domain("seal_state", "=", "sealed")
        return [
            *super()._get_archive_uses(span),
            self._get_column("health.followup", "archive_id", visits & self._within(span)),
        ]

    def _condition_followup_year(self, span):
        """Rows of a tally: each counts the calendar year, up to the day it was made on."""
        return Domain("year", "=", span.cut_off.year)

    def _condition_glucose_fasting(self, span):
        return self._get_last_glucose(span, Domain("dm_fasting_glucose", ">", 0))

    def _condition_glucose_any(self, span):
        return self._get_last_glucose(span, Domain("dm_glucose", ">", 0))

    def _condition_glucose_fasting_met(self, span):
        met = Domain("is_face_to_face", "=", True)
        return self._get_last_glucose(span, met & Domain("dm_fasting_glucose", ">", 0))

    def _condition_glucose_any_met(self, span):
        met = Domain("is_face_to_face", "=", True)
        return self._get_last_glucose(span, met & Domain("dm_glucose", ">", 0))

    def _get_last_glucose(self, span, measured):
        """Years of the enrolments whose last visit in ``span`` of those ``measured`` is on target."""
        visits = Domain("programme_id.code", "=", "diabetes") & Domain("seal_state", "=", "sealed")
        # sudo: a figure counts all records, whoever looks at it
        followups = self.env["health.followup"].sudo()
        query = followups._search(visits & measured & self._within(span))
        table = SQL.identifier(followups._table)
        query.order = SQL("%(t)s.enrolment_id, %(t)s.date DESC, %(t)s.id DESC", t=table)
        columns = SQL("DISTINCT ON (%(t)s.enrolment_id) %(t)s.enrolment_id, %(t)s.is_on_target",
                      t=table)  # fmt: skip
        last = SQL("SELECT enrolment_id FROM (%s) last WHERE is_on_target", query.select(columns))
        return self._condition_followup_year(span) & Domain("enrolment_id", "in", SQL("(%s)", last))

    def _condition_mother_early(self, _span):
        first = Domain("form_id.code", "=", EARLY_FORM) & Domain("seal_state", "=", "sealed")
        first &= Domain("preg_weeks", ">", 0)  # 0 where neither period nor delivery is known
        in_window = SQL(
            "health_followup.preg_weeks <= "
            "(SELECT stop FROM health_followup_form f WHERE f.id = health_followup.form_id)"
        )
        return self._get_visited("health.followup", first, in_window)

    def _condition_mother_visited(self, span):
        days = int(self.env["health.rule"]._get("postpartum_visit_days", span.cut_off))
        visits = Domain("form_id.kind", "=", POSTPARTUM) & Domain("seal_state", "=", "sealed")
        within = SQL("health_followup.date - health_followup.preg_delivery_date <= %s", days)
        return self._get_visited("health.followup", visits, within)

    def _condition_tuberculosis_met(self, _span):
        visits = Domain("is_missed", "!=", True) & Domain("seal_state", "=", "sealed")
        return self._get_visited("health.followup.sensitive", visits)

    def _get_visited(self, model_name, visits, where=None):
        """Enrolments with one of ``visits``."""
        return Domain("id", "in", self._get_column(model_name, "enrolment_id", visits, where))

    @api.model
    def _get_column(self, model_name, column, domain, where=None):
        # sudo: a figure counts all records, whoever looks at it
        model = self.env[model_name].sudo()
        query = model._search(domain)
        if where:
            query.add_where(where)
        return SQL("(%s)", query.select(SQL.identifier(model._table, column)))

    @api.model
    def _within(self, span):
        return span.domain(self.env["health.followup"]._fields["date"], "within")
