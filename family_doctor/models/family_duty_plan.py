from odoo import api, models

from ..tools import get_windows


class FamilyDuty(models.Model):
    """Duties follow from agreements (domain E.4): service x times x term."""

    _inherit = "family.duty"

    @api.model
    def _plan(self, agreements):
        """Make the duties of ``agreements`` that have none yet.

        What was done between the first day and now, while the agreement was being reviewed, serves
        them at once.
        """
        # sudo: duties follow from agreements, nobody enters them
        duties = self.sudo()
        planned = {
            agreement.id
            for (agreement,) in duties._read_group(
                [("agreement_id", "in", agreements.ids)], ["agreement_id"]
            )
        }
        vals_list = []
        # sudo: of whatever unit
        for agreement in agreements.sudo().filtered(lambda row: row.id not in planned):
            vals_list += self._prepare_duties(agreement)
        if vals_list:
            duties = duties._as_server()._bulk_create(vals_list)
            duties._match_anew()
        return duties

    @api.model
    def _prepare_duties(self, agreement):
        common = {
            "agreement_id": agreement.id,
            "archive_id": agreement.archive_id.id,
            "team_id": agreement.team_id.id,
            "doctor_id": agreement.doctor_id.id,
            "user_id": agreement.doctor_user_id.id,
            "state": "open",
        }
        return [
            {
                **common,
                "line_id": line.id,
                "item_id": line.item_id.id,
                "must_finish": line.must_finish,
                "unit_number": number,
                "date_from": first,
                "date_due": due,
            }
            for line in agreement.line_ids
            for number, (first, due) in enumerate(
                get_windows(agreement.start_date, agreement.end_date, line.times, line.spread), 1
            )
        ]

    @api.model
    def _cron_plan(self):
        """Plan what was accepted without its duties, as after an import."""
        domain = [("state", "in", ("signed", "active", "expiring")), ("duty_ids", "=", False)]
        while agreements := self.env["family.agreement"].search(domain, limit=500, order="id"):
            self._plan(agreements)
            remaining = self.env["family.agreement"].search_count(domain)
            if not self.env["ir.cron"]._commit_progress(len(agreements), remaining=remaining):
                return

    def _close(self):
        """The agreement ended: what is open is no longer due.

        After a full term a record that comes late can still prove it; after an early end not.
        """
        # sudo: duties follow from agreements
        waiting = self.sudo().filtered(lambda duty: duty.state == "open")
        for state, duties in waiting.grouped(
            lambda duty: duty.agreement_id._get_open_state()
        ).items():
            duties._write_server({"state": state})
