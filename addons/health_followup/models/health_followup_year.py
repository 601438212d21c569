from odoo import fields, models
from odoo.tools import SQL

from ..tools.gestation import FULL_TERM


class HealthFollowupYear(models.Model):
    """Years of the enrolments in general programmes."""

    _name = "health.followup.year"
    _inherit = ["health.followup.year.mixin"]
    _description = "Year of an Enrolment"
    _enrolment_model = "health.enrolment"

    enrolment_id = fields.Many2one("health.enrolment", required=True, ondelete="cascade")

    def _get_scheduled_sql(self):
        """Children and mothers: each visit of the schedule is due on the last day of its window.

        The clocks are those of ``_get_origins`` of the visits. What begins in pregnancy is asked
        for only if it begins before the delivery.
        """
        return SQL(
            """
            SELECT e.id AS enrolment_id, (o.origin + (f.stop + 1) * o.unit)::date - 1 AS due
              FROM span e
              JOIN health_followup_form f ON f.programme_id = e.programme_id
                   AND f.valid_from <= e.until AND (f.valid_to IS NULL OR f.valid_to >= e.until)
              JOIN health_enrolment h ON h.id = e.id
              JOIN health_archive a ON a.id = e.archive_id
              JOIN res_partner p ON p.id = a.partner_id
             CROSS JOIN LATERAL (SELECT CASE f.clock
                        WHEN 'birth' THEN p.birth_date
                        WHEN 'period' THEN COALESCE(h.preg_period_date, h.preg_due_date - %(term)s)
                        WHEN 'delivery' THEN h.preg_delivery_date
                        ELSE COALESCE(h.preg_discharge_date, h.preg_delivery_date,
                                      h.child_discharge_date)
                   END AS origin, CASE f.unit
                        WHEN 'days' THEN INTERVAL '1 day'
                        WHEN 'weeks' THEN INTERVAL '1 week' ELSE INTERVAL '1 month'
                   END AS unit) o
             WHERE o.origin IS NOT NULL
               AND (f.clock <> 'period' OR h.preg_delivery_date IS NULL
                    OR o.origin + f.start * o.unit <= h.preg_delivery_date)
            """,
            term=FULL_TERM,
        )


class HealthFollowupYearSensitive(models.Model):
    """Years of the enrolments in sensitive programmes, for the sensitive group only."""

    _name = "health.followup.year.sensitive"
    _inherit = ["health.followup.year.mixin"]
    _description = "Year of a Sensitive Enrolment"
    _part_is_sensitive = True
    _enrolment_model = "health.enrolment.sensitive"

    enrolment_id = fields.Many2one("health.enrolment.sensitive", required=True, ondelete="cascade")
