from odoo import models
from odoo.exceptions import UserError


class EquipmentDepreciationRun(models.Model):
    """Booking many months in the background, one run after the other."""

    _inherit = "equipment.depreciation.run"

    def _queue(self):
        """Have these runs booked by the scheduled action, as the user who asked for it."""
        # sudo: the mark is the server's; who may create a run may have it booked
        self.sudo().queued = True
        self.env.ref("equipment_asset.equipment_depreciation_cron")._trigger()

    def _cron_book(self):
        """Book queued runs, the earliest month first; a refused one says why and leaves the queue."""
        runs = self.search([("queued", "=", True), ("state", "=", "draft")], order="month, id")
        self.env["ir.cron"]._commit_progress(remaining=len(runs))
        for run in runs:
            run._book_queued()
            if not self.env["ir.cron"]._commit_progress(1):
                break

    def _book_queued(self):
        try:
            with self.env.cr.savepoint():
                self.with_user(self.create_uid).action_book()
        except UserError as error:
            self.queued = False
            self.message_post(body=str(error))
