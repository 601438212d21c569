import logging
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

_logger = logging.getLogger(__name__)

RETRY = timedelta(days=1)
BATCH = 100


class HealthExamSync(models.Model):
    """A report on its way into the archive, exactly once; its rows say what that changed (数据同步).

    What can't be written stays in the list with its reason until it is tried again.
    """

    _name = "health.exam.sync"
    _inherit = ["server.guard.mixin"]
    _description = "Report on Its Way into the Archive"
    _order = "id desc"
    _rec_name = "report_id"
    _server_fields = frozenset(
        {"report_id", "exam_id", "state", "reason", "tried_at", "done_at", "attempts", "line_ids"}
    )

    report_id = fields.Many2one(
        "health.exam.report", required=True, readonly=True, ondelete="restrict"
    )
    exam_id = fields.Many2one(
        "health.exam", required=True, readonly=True, index=True, ondelete="restrict"
    )
    name = fields.Char(related="exam_id.name", string="Name of the resident")
    archive_id = fields.Many2one(related="exam_id.archive_id")
    date = fields.Date(related="exam_id.date")
    state = fields.Selection(
        [
            ("waiting", "Waiting"),
            ("failed", "Not yet in the archive"),
            ("done", "In the archive"),
            ("given_up", "Given up"),
            ("void", "Revoked before"),
        ],
        required=True,
        readonly=True,
        default="waiting",
    )
    reason = fields.Char("Not archived because", readonly=True)
    attempts = fields.Integer(readonly=True, aggregator=None)
    tried_at = fields.Datetime(readonly=True)
    done_at = fields.Datetime("In the archive since", readonly=True)
    line_ids = fields.One2many("health.exam.sync.line", "sync_id", "What it changed", readonly=True)

    _once = models.UniqueIndex("(report_id)", "This report is on its way into the archive already.")
    _open = models.Index("(state, tried_at, id) WHERE state IN ('waiting', 'failed')")

    @api.model
    def _plan(self, reports):
        """Have these reports written to the archive soon."""
        # sudo: the system's own list
        syncs = self.sudo().create(
            [{"report_id": report.id, "exam_id": report.exam_id.id} for report in reports]
        )
        self.env.ref("health_exam.ir_cron_exam_sync")._trigger()
        return syncs.with_env(self.env)

    @api.model
    def _cron_sync(self, limit=BATCH):
        """Write what waits, and what failed a day ago, a batch at a time."""
        domain = [
            "|",
            ("state", "=", "waiting"),
            "&",
            ("state", "=", "failed"),
            ("tried_at", "<", fields.Datetime.now() - RETRY),
        ]
        found = self.search(domain, order="id", limit=limit)
        found._run()
        self.env["ir.cron"]._commit_progress(len(found), remaining=self.search_count(domain))

    def action_run(self):
        """Try these again now."""
        self.env["health.exam"]._check_role_of("group_exam_chief")
        self.check_access("read")
        self._run()

    def _run(self):
        # sudo: numbers join the archive whoever pressed the button; the log is the system's own
        open_ = self.sudo().filtered(lambda sync: sync.state in ("waiting", "failed"))
        open_.lock_for_update()
        for sync in open_:
            sync._try()

    def _try(self):
        now = fields.Datetime.now()
        done = {"state": "done", "done_at": now, "reason": False}
        try:
            with self.env.cr.savepoint():
                self.exam_id._enter_archive(self)
        except (AccessError, UserError, ValidationError) as error:
            done = {"state": "failed", "reason": str(error)}
            _logger.info("Report #%s isn't in the archive yet", self.report_id.id)
        self.write(done | {"tried_at": now, "attempts": self.attempts + 1})

    def _call_off(self):
        """What wasn't written yet belongs to a report that was revoked."""
        # sudo: the system's own list
        self.sudo().filtered(lambda sync: sync.state != "done").write({"state": "void"})

    def _log(self, what, record, label, old, new):
        """One change of the archive, in words."""
        return {
            "sync_id": self.id,
            "what": what,
            "res_model": record._name,
            "res_id": record.id,
            "name": label,
            "old_value": old,
            "new_value": new,
        }
