from datetime import timedelta

from odoo import api, fields, models

KEPT = timedelta(days=7)
ACTIVITY = "health_exam.mail_activity_print"


class HealthExamPrint(models.Model):
    """Somebody wants to print many reports whose PDFs are still to be drawn.

    The job draws them; he sees how far it is, and is told when they can be printed. The file itself
    is made when he prints, and isn't kept.
    """

    _name = "health.exam.print"
    _inherit = ["server.guard.mixin", "mail.thread", "mail.activity.mixin"]
    _description = "Reports to Be Printed"
    _order = "id desc"
    _server_fields = frozenset({"exam_ids", "state"})

    exam_ids = fields.Many2many("health.exam", readonly=True)
    count = fields.Integer("Reports", compute="_compute_progress")
    drawn_count = fields.Integer("Drawn", compute="_compute_progress")
    progress = fields.Integer("Drawn (%)", compute="_compute_progress")
    state = fields.Selection(
        [("waiting", "Being drawn"), ("ready", "Ready")],
        required=True, readonly=True, default="waiting",
    )  # fmt: skip

    _waiting = models.Index("(id) WHERE state = 'waiting'")

    @api.depends("exam_ids", "state")
    def _compute_progress(self):
        for order in self:
            undrawn = order._get_reports()._get_undrawn_count()
            order.count = len(order.exam_ids)
            order.drawn_count = order.count - undrawn
            order.progress = 100 * order.drawn_count // order.count if order.count else 100

    @api.depends("create_date", "exam_ids")
    def _compute_display_name(self):
        for order in self:
            order.display_name = self.env._("%(count)s reports", count=len(order.exam_ids))

    def action_refresh(self):
        """Show how far it is."""
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def action_print(self):
        """Print them all into one file."""
        self.ensure_one()
        self.activity_feedback([ACTIVITY])
        return self.exam_ids.action_print_report()

    @api.model
    def _order_print(self, exams):
        """Have the reports of these exams drawn, and say when they are.

        :return: action that shows how far it is
        """
        # sudo: who may hand them out was checked before
        order = self.sudo().create({"exam_ids": exams.ids}).with_env(self.env)
        order._get_reports()._order_drawing()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Reports to be printed"),
            "res_model": self._name,
            "res_id": order.id,
            "views": [[False, "form"]],
        }

    @api.model
    def _announce(self):
        """Tell whoever waits for reports that were all drawn by now."""
        for order in self.search([("state", "=", "waiting")]):
            if order._get_reports()._get_undrawn_count():
                continue
            order.state = "ready"
            # no mail beside the activity
            order.with_context(mail_activity_quick_update=True).activity_schedule(
                ACTIVITY, user_id=order.create_uid.id
            )
            order.create_uid._bus_send(
                "simple_notification",
                {
                    "type": "success",
                    "message": order.with_context(lang=order.create_uid.lang).env._(
                        "%(count)s reports are drawn and can be printed.",
                        count=len(order.exam_ids),
                    ),
                },
            )

    def _get_reports(self):
        # sudo: who waits for them sees only how many are drawn
        reports = self.env["health.exam.report"].sudo()
        exams = self.sudo().exam_ids
        return reports.search([("exam_id", "in", exams.ids), ("state", "=", "valid")])

    @api.autovacuum
    def _gc_orders(self):
        """Orders of last week are forgotten; the reports stay."""
        self.search([("create_date", "<", fields.Datetime.now() - KEPT)]).unlink()
