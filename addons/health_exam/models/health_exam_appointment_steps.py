from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.resident.tools import mask_name


class HealthExamAppointment(models.Model):
    """What happens to an appointment: confirmed, cancelled, and registered when he comes."""

    _inherit = "health.exam.appointment"

    def action_confirm(self):
        """He said that he comes."""
        self._step(("invited", "absent", "cancelled"), "confirmed")

    def action_cancel(self):
        """He doesn't want to come, or need not."""
        self._step(("invited", "confirmed", "absent"), "cancelled")

    def action_absent(self):
        """He didn't come."""
        self._step(("invited", "confirmed"), "absent")

    def action_register(self):
        """Register who came, today, and offer the labels.

        :raise UserError: the campaign isn't running, or one of them was registered before
        """
        exams = self._make_exams()
        return self.env["health.exam.label.print"]._open(exams)

    def _step(self, before, after):
        self.check_access("write")
        self.filtered(lambda row: row.state in before)._write_server({"state": after})

    def _make_exams(self, package_ids=None):
        """Make the exams of today of these residents, in one go.

        :param package_ids: instead of what the campaign or their groups entitle them to
        """
        self.check_access("write")
        self.campaign_id._check_running()
        self._check_can_examine()
        self._check_not_registered()
        today = fields.Date.context_today(self)
        exams = self.env["health.exam"].create(
            [row._prepare_exam(today, package_ids) for row in self]
        )
        for row, exam in zip(self, exams, strict=True):
            row._write_server({"exam_id": exam.id, "state": "came"})
        return exams

    def _prepare_exam(self, today, package_ids):
        campaign = self.campaign_id
        packages = package_ids or campaign.package_ids.ids
        vals = {
            "archive_id": self.archive_id.id,
            "campaign_id": campaign.id,
            "org_unit_id": campaign.org_unit_id.id,
            "date": today,
        }
        return vals | ({"package_ids": packages} if packages else {})

    def _check_can_examine(self):
        """:raise UserError: one of them has died since, or his archive isn't in use any more"""
        self.partner_id._check_alive()
        # sudo: a desk doesn't read archives; only whether one is in use
        rows = self.sudo().filtered(lambda row: row.archive_id.state != "active")
        if rows:
            raise UserError(
                self.env._(
                    "The archive of %(name)s isn't in use any more. Take him off the list.",
                    name=mask_name(rows[0].name),
                )
            )

    def _check_not_registered(self):
        if came := self.filtered("exam_id"):
            raise UserError(
                self.env._(
                    "%(name)s is registered already: exam %(number)s.",
                    name=mask_name(came[0].name),
                    number=came[0].exam_id.exam_number,
                )
            )
        today = fields.Date.context_today(self)
        # sudo: whoever registered them, and wherever; only the number is told
        exams = self.env["health.exam"].sudo()
        twice = exams._get_of_day(self.archive_id, today)[:1]
        if twice:
            raise UserError(
                self.env._(
                    "%(name)s is registered today already: exam %(number)s. Take him off the "
                    "choice.",
                    name=mask_name(twice.name),
                    number=twice.exam_number,
                )
            )
