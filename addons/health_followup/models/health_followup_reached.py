from odoo import api, fields, models


class HealthFollowupReached(models.AbstractModel):
    """A visit that may find nobody (未访到), or the last one because the care ends with it."""

    _name = "health.followup.reached"
    _inherit = ["health.followup.block"]
    _description = "Visit That May Find Nobody"

    is_missed = fields.Boolean("Not reached", help="The resident wasn't found by this visit.")

    @api.depends("is_missed")
    def _compute_is_face_to_face(self):
        super()._compute_is_face_to_face()
        self.filtered("is_missed").is_face_to_face = False

    @api.depends(lambda self: ["is_missed", *self._get_ending_boxes().values()])
    def _compute_latest_next_date(self):
        super()._compute_latest_next_date()
        for followup in self:
            if followup._get_end():
                followup.latest_next_date = False

    @api.constrains(lambda self: list(self._get_ending_boxes().values()))
    def _check_ends(self):
        for name in self._get_ending_boxes().values():
            self.archive_id._check_dates_of_life(self, name)

    @api.model
    def _get_deciding_fields(self):
        return [*super()._get_deciding_fields(), "is_missed"]

    @api.model
    def _get_ending_boxes(self):
        """Hook: ``{code of the programme: box with the day its care ended}``."""
        return {}

    def _get_end(self):
        """Day on which the care ended, if this visit says so."""
        self.ensure_one()
        name = self._get_ending_boxes().get(self.programme_code)
        return name and self[name]

    def _get_closing(self):
        """Hook: ``(code of the reason, words)`` with which a visit that ends the care closes it."""
        return "9", ""

    def _get_loss(self):
        """Hook: why the resident counts as lost from this visit on; empty if he doesn't."""
        return ""

    def _met_resident(self):
        """Whether somebody was there to be visited, alive."""
        self.ensure_one()
        return not self.is_missed and not self._is_dead()

    def _is_dead(self):
        """Hook: whether the visit found that the resident died."""
        return False

    def _is_measured(self):
        return super()._is_measured() and not self._get_end()

    def _get_required_boxes(self):
        boxes = super()._get_required_boxes()
        return [name for name in boxes if name != "next_date"] if self._get_end() else boxes

    def _get_texts_asked_for(self):
        """Hook: boxes for words that the answers ask for (“other”, “yes: which”)."""
        return []

    def _get_visits_before(self):
        """Valid visits of the enrolment before this one, the latest first.

        All of them before a visit without a day, which is a form to be filled in.
        """
        domain = [
            ("enrolment_id", "=", self.enrolment_id._origin.id),
            ("seal_state", "!=", "superseded"),
            ("id", "!=", self._origin.id),
        ]
        if self.date:
            domain.append(("date", "<", self.date))
        return self.search(domain, order="date desc, id desc")

    def action_sign(self):
        """Sign; a visit that says so closes the enrolment, or notes that the resident is lost."""
        result = super().action_sign()
        for followup in self:
            followup._settle_enrolment()
        return result

    def _settle_enrolment(self):
        enrolment = self.enrolment_id
        if self._get_end():
            code, note = self._get_closing()
            reason = self.env["health.code"]._get("close_reason", code)
            enrolment._close(reason, self.date, note)
        elif (note := self._get_loss()) and enrolment.state == "open":
            enrolment._lose(self.date, note)
