from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..tools import service_today


class ServiceRuling(models.Model):
    """How the centre, which has the last word, reads a clause; a later ruling replaces it.

    Rulings are only added: nobody changes or deletes one.
    """

    _name = "service.ruling"
    _inherit = ["server.guard.mixin", "evidence.mixin"]
    _description = "Ruling of the Centre"
    _order = "date desc, id desc"
    _rec_name = "question"
    _server_fields = frozenset({"decided_by_id"})

    project_id = fields.Many2one(
        "project.project", required=True, index=True, ondelete="restrict",
        domain=[("is_service", "=", True)],
        default=lambda self: self.env["project.project"]._get_only_running(),
    )  # fmt: skip
    date = fields.Date(required=True, default=lambda self: service_today())
    clause = fields.Char(help="Clause or obligation that the question is about.")
    question = fields.Char(required=True)
    ruling = fields.Text(required=True)
    decided_by_id = fields.Many2one(
        "res.users", "Entered by", readonly=True, required=True, ondelete="restrict",
        default=lambda self: self.env.user,
    )  # fmt: skip
    decided_by_name = fields.Char(
        "Decided by", required=True, help="Person or meeting of the centre that decided."
    )
    supersedes_id = fields.Many2one(
        "service.ruling", "Replaces", index="btree_not_null", ondelete="restrict",
        help="The earlier ruling that this one takes the place of.",
    )  # fmt: skip
    superseded_by_ids = fields.One2many("service.ruling", "supersedes_id", string="Replaced by")
    is_superseded = fields.Boolean(
        "Replaced", compute="_compute_is_superseded", search="_search_is_superseded"
    )

    _supersedes_once = models.UniqueIndex(
        "(supersedes_id) WHERE supersedes_id IS NOT NULL",
        "This ruling was replaced already. Replace the later one.",
    )

    @api.depends("superseded_by_ids")
    def _compute_is_superseded(self):
        for row in self:
            row.is_superseded = bool(row.superseded_by_ids)

    @api.model
    def _search_is_superseded(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("superseded_by_ids", "!=" if True in value else "=", False)]

    @api.constrains("supersedes_id", "project_id", "date")
    def _check_supersedes(self):
        for row in self.filtered("supersedes_id"):
            former = row.supersedes_id
            if former.project_id != row.project_id or former.date > row.date:
                raise ValidationError(
                    self.env._("A ruling replaces an earlier one of the same project.")
                )

    def write(self, vals):
        raise UserError(
            self.env._("Rulings are not changed. Add a new one that replaces this ruling.")
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(self.env._("Rulings are not deleted. Add one that replaces this ruling."))

    def action_supersede(self):
        """A form for the ruling that takes the place of this one."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("New Ruling"),
            "res_model": self._name,
            "view_mode": "form",
            "context": {
                "default_project_id": self.project_id.id,
                "default_supersedes_id": self.id,
                "default_clause": self.clause,
                "default_question": self.question,
            },
        }
