from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class ContentNotice(models.Model):
    """Who is asked to read a notice, and who has."""

    _inherit = "content.notice"

    receipt_ids = fields.One2many("content.receipt", "notice_id", "Receipts", copy=False)
    is_unread = fields.Boolean("Unread", compute="_compute_is_unread", search="_search_is_unread")
    read_count = fields.Integer("Have read it", compute="_compute_counts")
    unread_count = fields.Integer("Have not read it", compute="_compute_counts")

    @api.depends("receipt_ids.read_at", "version")
    @api.depends_context("uid")
    def _compute_is_unread(self):
        unread = self.search(Domain("id", "in", self.ids) & self._unread_domain())
        for notice in self:
            notice.is_unread = notice._origin in unread

    def _search_is_unread(self, operator, value):
        if operator != "in":
            return NotImplemented
        unread = self._unread_domain()
        return Domain.OR([unread if item else ~unread for item in value])

    def _unread_domain(self):
        """What is meant for the user and not read by him; his own notices he knows."""
        mine = Domain("user_id", "=", self.env.uid) & Domain("read_at", "!=", False)
        read = Domain("receipt_ids", "any", mine & Domain("superseded", "=", False))
        meant = self._meant_domain(self.env.user.org_unit_id, "staff")
        return meant & ~read & Domain("published_by_id", "!=", self.env.uid)

    @api.depends("receipt_ids.read_at")
    def _compute_counts(self):
        rows = self.env["content.receipt"]._read_group(
            [("notice_id", "in", self.ids), ("superseded", "=", False)],
            ["notice_id"],
            ["read_at:count", "__count"],
        )
        counts = {notice.id: (read, total - read) for notice, read, total in rows}
        for notice in self:
            notice.read_count, notice.unread_count = counts.get(notice.id, (0, 0))

    def action_confirm(self):
        """I have read it: name and time are kept."""
        for notice in self:
            notice.check_access("read")
            if notice.state != "published":
                raise UserError(
                    self.env._("“%(title)s” is not published at present.", title=notice.name)
                )
            notice._confirm()

    def action_open_receipts(self):
        """List who has read the notice and who has not."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "unit_content.content_receipt_action"
        )
        return action | {"domain": [("notice_id", "=", self.id)]}

    def _confirm(self):
        mine = {"notice_id": self.id, "user_id": self.env.uid, "version": self.version}
        # sudo: nobody writes receipts but this method, each his own
        receipts = self.env["content.receipt"].sudo()
        found = receipts.search([(name, "=", value) for name, value in mine.items()])
        found = found or receipts.create(mine)
        if not found.read_at:
            found.read_at = fields.Datetime.now()
        # sudo: the request to read is done with
        activities = self.sudo().activity_ids
        activities.filtered(lambda activity: activity.user_id == self.env.user).unlink()

    def _ask_readers(self):
        """A receipt and an activity for each reader; receipts of former versions count no more."""
        readers = self._get_readers()
        # sudo: nobody writes receipts but the methods of the notice
        receipts = self.env["content.receipt"].sudo()
        former = receipts.search([("notice_id", "=", self.id), ("version", "<", self.version)])
        former.superseded = True
        current = receipts.search([("notice_id", "=", self.id), ("version", "=", self.version)])
        missing = readers - current.user_id
        mine = {"notice_id": self.id, "version": self.version}
        receipts.create([{**mine, "user_id": user.id} for user in missing])
        if not self.must_confirm:
            return
        waiting = readers - current.filtered("read_at").user_id
        self._request_reading(waiting)

    def _request_reading(self, users):
        kind = self.env.ref("unit_content.activity_read")
        # sudo: editors may not give activities to users of other units otherwise
        activities = self.env["mail.activity"].sudo().with_context(mail_activity_quick_update=True)
        model_id = self.env["ir.model"]._get_id(self._name)
        activities.create(
            [
                {
                    "activity_type_id": kind.id,
                    "res_model_id": model_id,
                    "res_id": self.id,
                    "summary": self.name,
                    "user_id": user.id,
                    "date_deadline": self.date_to or self.date_from,
                }
                for user in users
            ]
        )
