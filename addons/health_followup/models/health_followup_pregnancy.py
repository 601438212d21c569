from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.health_archive.tools import one_code

from ..tools import gestation
from .health_followup_pregnancy_body import BLOCK

PREGNANCY = "pregnancy"
KEPT = ("preg_period_date", "preg_due_date", "preg_delivery_date", "preg_discharge_date")
AFTER_DELIVERY = ("postpartum", "check42")


def _kept(label, **kwargs):
    return fields.Date(
        label, compute="_compute_carried", inverse="_inverse_carried", store=True,
        readonly=False, **kwargs, **BLOCK,
    )  # fmt: skip


class HealthFollowupPregnancy(models.AbstractModel):
    """What all visits of pregnancy and lying-in share (domain C.7): its days, weeks and class."""

    _name = "health.followup.pregnancy"
    _inherit = ["health.followup.pregnancy.first", "health.followup.pregnancy.visit"]
    _description = "Visit in Pregnancy or Lying-in"

    preg_period_date = _kept("Last menstrual period", help="Empty if unknown: enter the delivery.")
    preg_due_date = _kept(
        "Expected delivery", help="Month + 9 or - 3, day + 7; or the day the ultrasound tells."
    )
    preg_delivery_date = _kept("Delivered on")
    preg_discharge_date = _kept("Discharged on")
    preg_weeks = fields.Integer(
        "Week of pregnancy", compute="_compute_preg_weeks", store=True, aggregator=None, **BLOCK
    )
    preg_days = fields.Integer(
        "Days beyond the week", compute="_compute_preg_weeks", store=True, aggregator=None, **BLOCK
    )
    preg_class_id = one_code("preg_class", "Assessment", **BLOCK)
    preg_class_text = fields.Char("What is abnormal in the pregnancy", **BLOCK)
    preg_risk_id = one_code("preg_risk", "Colour of the risk", **BLOCK)

    @api.model
    def _get_carried_boxes(self):
        return super()._get_carried_boxes() | {PREGNANCY: KEPT}

    @api.onchange("preg_period_date")
    def _onchange_preg_period_date(self):
        if self.preg_period_date:
            self.preg_due_date = gestation.due_date(self.preg_period_date)

    @api.depends("date", "preg_period_date", "preg_due_date", "preg_delivery_date")
    def _compute_preg_weeks(self):
        for followup in self:
            period, date = followup._get_preg_period(), followup.date
            is_pregnant = period and date and not followup.preg_delivery_date
            weeks = gestation.weeks_and_days(period, date) if is_pregnant else (0, 0)
            followup.preg_weeks, followup.preg_days = weeks

    def _get_preg_period(self):
        """Last menstrual period; where it is unknown, counted back from the expected delivery."""
        return self.preg_period_date or gestation.last_period(self.preg_due_date)

    @api.constrains("date", *KEPT)
    def _check_preg_dates(self):
        rules = self.env["health.rule"]
        for followup in self.filtered(lambda followup: followup.programme_code == PREGNANCY):
            period, delivery = followup._get_preg_period(), followup.preg_delivery_date
            longest, shortest = (
                timedelta(days=rules._get(code, followup.date))
                for code in ("preg_longest_days", "preg_delivery_days")
            )
            end = delivery or followup.date
            if period and not timedelta() <= end - period <= longest:
                raise ValidationError(
                    self.env._(
                        "The last menstrual period %(period)s lies %(days)s days before "
                        "%(end)s: a pregnancy lasts up to %(weeks)s weeks.",
                        period=period,
                        days=(end - period).days,
                        end=end,
                        weeks=longest.days // 7,
                    )
                )
            if period and delivery and delivery - period < shortest:
                raise ValidationError(
                    self.env._("The delivery comes at least 20 weeks after the last period.")
                )
            if (
                delivery
                and followup.preg_discharge_date
                and followup.preg_discharge_date < delivery
            ):
                raise ValidationError(self.env._("The discharge comes after the delivery."))

    @api.model
    def _complete_vals(self, vals):
        vals = super()._complete_vals(vals)
        period = fields.Date.to_date(vals.get("preg_period_date"))
        if period and not vals.get("preg_due_date"):
            vals["preg_due_date"] = gestation.due_date(period)
        return vals

    @api.model
    def _get_origin_fields(self):
        return [*super()._get_origin_fields(), *KEPT]

    def _get_origins(self):
        origins = super()._get_origins()
        if self.programme_code != PREGNANCY:
            return origins
        delivery = self.preg_delivery_date
        return origins | {
            "period": self._get_preg_period(),
            "delivery": delivery,
            "discharge": self.preg_discharge_date or delivery,
        }

    def _get_expected_origins(self):
        origins = super()._get_expected_origins()
        if self.programme_code != PREGNANCY:
            return origins
        expected = {"delivery": self.preg_due_date, "discharge": self.preg_due_date}
        return origins | {clock: origins[clock] or day for clock, day in expected.items()}

    @api.model
    def _get_forms(self):
        return super()._get_forms() | {
            PREGNANCY: "health_followup.health_followup_view_form_pregnancy",
        }

    @api.model
    def _get_deciding_fields(self):
        boxes = ["sbp", "dbp", "preg_class_id", "preg_recovery_id"]
        return [*super()._get_deciding_fields(), *boxes]

    def _get_required_boxes(self):
        boxes = super()._get_required_boxes()
        if self.programme_code != PREGNANCY:
            return boxes
        if self.form_kind in AFTER_DELIVERY:
            boxes = [*boxes, "preg_delivery_date"]
        if self.form_kind == "check42":
            return [*boxes, "preg_recovery_id", "preg_outcome_id"]
        if self.preg_is_urged:
            return boxes
        return [*boxes, "preg_class_id", *(("sbp", "dbp") if self.is_face_to_face else ())]
