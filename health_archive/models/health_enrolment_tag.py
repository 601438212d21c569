from odoo import api, fields, models
from odoo.fields import Command


class HealthEnrolmentMixin(models.AbstractModel):
    """What else an enrolment says of a resident: his population group, and his history."""

    _inherit = "health.enrolment.mixin"

    is_disease_missing = fields.Boolean(compute="_compute_is_disease_missing")

    @api.depends("archive_id", "programme_id")
    def _compute_is_disease_missing(self):
        for enrolment in self:
            enrolment.is_disease_missing = bool(
                enrolment.programme_id.disease_code_id
                and enrolment.programme_id.disease_code_id not in enrolment._get_history().code_id
            )

    def action_add_disease(self):
        """Write the disease of the programme into the history of the archive."""
        for enrolment in self.filtered("is_disease_missing"):
            month = enrolment.diagnosis_date and enrolment.diagnosis_date.replace(day=1)
            code = enrolment.programme_id.disease_code_id
            enrolment.archive_id[self._get_history_name()] = [
                Command.create({"code_id": code.id, "diagnosed_month": month})
            ]

    @api.model
    def _get_history_name(self):
        """Field of the archive with the history that the disease belongs into."""
        return "disease_ids"

    def _get_history(self):
        """Diseases of the resident himself that his archive knows."""
        return self.archive_id[self._get_history_name()]

    @api.model
    def _get_tag_fields(self):
        """Fields that decide whether the resident is in the population group of the programme."""
        return {"state"}

    def _deserves_tag(self):
        """Whether the resident is in the population group for the sake of this enrolment."""
        self.ensure_one()
        return self.state != "closed"

    def _sync_tags(self):
        """Open or end the stated population groups that follow from these enrolments."""
        stated = self.filtered(lambda enrolment: enrolment.programme_id.tag_id.origin == "disease")
        if not stated:
            return
        # sudo: the group follows from the enrolment, which the user may make
        lines = self.env["resident.population.tag.line"].sudo()
        found = lines.search(
            [
                ("partner_id", "in", stated.partner_id.ids),
                ("tag_id", "in", stated.programme_id.tag_id.ids),
                ("date_to", "=", False),
            ]
        ).grouped(lambda line: (line.partner_id.id, line.tag_id.id))
        vals_list = []
        for enrolment in stated:
            key = enrolment.partner_id.id, enrolment.programme_id.tag_id.id
            line = found.get(key, lines)
            if not enrolment._deserves_tag():
                line._end(enrolment.closed_date or fields.Date.context_today(self))
            elif not line:
                vals_list.append(enrolment._prepare_tag_line())
        lines.create(vals_list)

    def _prepare_tag_line(self):
        return {
            "partner_id": self.partner_id.id,
            "tag_id": self.programme_id.tag_id.id,
            "date_from": self.enrolled_date,
            "source": self.env._(
                "Special archive of %(programme)s", programme=self.programme_id.name
            ),
        }
