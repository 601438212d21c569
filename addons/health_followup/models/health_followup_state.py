from odoo import fields, models
from odoo.exceptions import UserError


class HealthFollowupMixin(models.AbstractModel):
    """Signed means sealed: a signed visit moves what is due and never changes again."""

    _inherit = "health.followup.mixin"
    _server_fields = frozenset({"is_correction", "import_id"})
    _seal_line_fields = ("drug_ids",)
    _seal_exempt_fields = ("referral_ids", "is_correction")
    _joins_measurements = True

    signature = fields.Binary(
        copy=False,
        help="Picture of the handwritten signature (手写签名图像), no reliable electronic signature.",
    )
    # a correction stands beside what it corrects, until it takes its place
    is_correction = fields.Boolean("Correction", readonly=True, copy=False)

    def _compute_field_value(self, field):
        """What was signed stays, whatever is corrected elsewhere or loaded anew by an upgrade."""
        open_ = self.filtered(lambda visit: visit.seal_state == "open") if field.store else self
        super(HealthFollowupMixin, open_)._compute_field_value(field)

    def action_sign(self):
        """Sign the visit: it is sealed, the next one becomes due, a referral is proposed."""
        self.env["health.archive"]._check_role("group_village_doctor")
        # before anything is said of the visit
        self.check_access("write")
        for followup in self:
            followup._check_can_sign()
        self._seal()
        self._keep_measurements()
        for followup in self:
            followup._refer()
        self.enrolment_id._follow_visits()

    def action_open_correction(self):
        """Ask why a signed visit is corrected."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Correct"),
            "res_model": "health.followup.correction",
            "view_mode": "form",
            "target": "new",
            "context": {"default_res_model": self._name, "default_res_id": self.id},
        }

    def _correct(self, reason):
        """Open a correction of a signed visit.

        :return: the copy that takes its place
        """
        self.env["health.archive"]._check_role("group_village_doctor")
        self.check_access("write")
        self._check_archive_open()
        values = {"supersede_reason": reason, "is_correction": True}
        # sudo: what the user may not see, such as a syphilis test, stands in the copy too
        return self.sudo()._as_server()._supersede(values).with_env(self.env)

    def _check_can_sign(self):
        """:raise UserError: something the form asks for is missing"""
        missing = [self._get_label(name) for name in self._get_required_boxes() if not self[name]]
        if missing:
            raise UserError(
                self.env._("Fill in before signing: %(names)s.", names="、".join(missing))
            )
        if self.enrolment_id.state == "closed":
            raise UserError(self.env._("The enrolment was closed; its visits can't be signed."))
        self._check_archive_open()
        self._check_once_a_day()

    def _check_once_a_day(self):
        """:raise UserError: a correction was moved onto the day of another visit"""
        if self._get_other_of_day():
            raise UserError(self._get_text_of_day())

    def _get_required_boxes(self):
        """Boxes the form of this programme can't be signed without; blocks add theirs."""
        self.ensure_one()
        return ["next_date"]

    def _keep_measurements(self):
        """The numbers of these visits join the measurements of their residents."""
        if not self or not self._joins_measurements:
            return
        self._forget_measurements()
        kinds, vals_list = self._get_vital_kinds(self._get_kept_boxes()), []
        known = self._get_known_measurements(kinds.values())
        for visit in self:
            for name, kind in kinds.items():
                key = visit.archive_id.id, visit.date, kind.id, round(visit[name], 3)
                if visit[name] and key not in known:
                    known.add(key)
                    vals_list.append(visit._get_measurement_vals(kind, visit[name]))
        self.env["health.measurement"]._as_server().create(vals_list)

    def _get_measurement_vals(self, kind, value):
        noon = fields.Datetime.to_datetime(self.date).replace(hour=4)  # in China
        return {
            "archive_id": self.archive_id.id,
            "kind_id": kind.id,
            "value": value,
            "taken_at": min(noon, fields.Datetime.now()),
            "doctor_id": self.doctor_id.id,
            "source_model": self._name,
            "source_id": self.id,
        }

    def _get_known_measurements(self, kinds):
        """``{(id of the archive, day in China, id of the kind, value)}`` that were measured already
        around the days of these visits."""
        first, last = (fields.Datetime.to_datetime(day(self.mapped("date"))) for day in (min, max))
        found = self.env["health.measurement"].search_fetch(
            [
                ("archive_id", "in", self.archive_id.ids),
                ("kind_id", "in", [kind.id for kind in kinds]),
                ("taken_at", ">=", fields.Datetime.subtract(first, hours=8)),
                ("taken_at", "<", fields.Datetime.add(last, hours=16)),
            ],
            ["archive_id", "kind_id", "taken_at", "value"],
        )
        return {
            (
                row.archive_id.id,
                fields.Datetime.add(row.taken_at, hours=8).date(),
                row.kind_id.id,
                round(row.value, 3),
            )
            for row in found
        }

    def _forget_measurements(self):
        """The numbers of what these correct were wrong."""
        if corrected := self.supersedes_id:
            # sudo: a village doctor deletes no measurement but by a correction
            measurements = self.env["health.measurement"].sudo()
            measurements.search(
                [("source_model", "=", self._name), ("source_id", "in", corrected.ids)]
            ).unlink()

    def _refer(self):
        """Propose the referral that the decision asks for."""
        self._take_over_referrals()
        row = self.decision_id
        if row.is_referral and not self.referral_ids:
            self.referral_ids.create(
                {
                    "followup_id": self.id,
                    "reason_id": row.referral_reason_id.id,
                    "is_urgent": row.is_urgent,
                }
            )

    def _take_over_referrals(self):
        """What this corrects was referred: a slip that was handed out stays, a mere proposal only
        if this visit proposes the same."""
        reason = self.decision_id.is_referral and self.decision_id.referral_reason_id
        slips = self.supersedes_id.referral_ids
        void = slips.filtered(lambda slip: slip.state == "proposed" and slip.reason_id != reason)
        void.unlink()
        (slips - void)._as_server().write({"followup_id": self.id})
