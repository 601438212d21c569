from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import format_list

from odoo.addons.service_project.tools import service_today


class ServiceCase(models.Model):
    """A case that shows how people are looked after with connected devices.

    It is signed when it is handed in. Whether the centre accepts it stands in its claims alone
    (``needs_acceptance`` of the obligation); a returned case is handed in again as a new version.
    """

    _name = "service.case"
    _inherit = [
        "server.guard.mixin",
        "service.claim.note.mixin",
        "evidence.mixin",
        "evidence.seal.mixin",
    ]
    _description = "Smart Case"
    _order = "date desc, id desc"
    _fixed_fields = frozenset({"project_id"})
    _seal_line_fields = ("device_ids",)

    name = fields.Char("Title", required=True)
    project_id = fields.Many2one(
        "project.project", required=True, index=True, ondelete="restrict",
        domain=[("is_service", "=", True)],
        default=lambda self: self.env["service.entry"]._default_project(),
    )  # fmt: skip
    type_id = fields.Many2one(
        "service.case.type", required=True, ondelete="restrict",
        domain="['|', ('valid_to', '=', False), ('valid_to', '>=', date or '9999-12-31')]",
    )  # fmt: skip
    date = fields.Date("Finished On", required=True, default=lambda self: service_today())
    member_ids = fields.Many2many(
        "service.member", string="People Concerned", domain="[('project_id', '=', project_id)]",
        help="Optional. Nothing about their health stands here.",
    )  # fmt: skip
    mode_text = fields.Text(
        "How People Are Looked After",
        help="The mode of health management at home: who watches, who is told, who comes.",
    )
    result_text = fields.Text("What Came of It", help="In general; no findings of a person.")
    device_ids = fields.One2many("service.case.device", "case_id", "Devices", copy=True)
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("submitted", "Handed in"),
            ("accepted", "Accepted by the centre"),
            ("returned", "Returned"),
        ],
        compute="_compute_state", search="_search_state",
    )  # fmt: skip
    return_reason = fields.Char("Returned Because", compute="_compute_state")

    @api.depends("seal_state")
    @api.depends_context("uid")
    def _compute_state(self):
        claims = self.env["service.claim"].search(
            [("res_model", "=", self._name), ("res_id", "in", self.ids)]
        )
        claims_by_id = claims.grouped("res_id")
        for case in self:
            own = claims_by_id.get(case.id, claims.browse())
            returned = own.filtered(lambda claim: claim.decision == "rejected")
            case.state = case._find_state(own, returned)
            case.return_reason = returned[:1].decision_reason

    def _find_state(self, claims, returned):
        if self.seal_state == "open":
            return "draft"
        if returned or self.seal_state == "superseded":
            return "returned"
        is_accepted = claims and set(claims.mapped("state")) == {"accepted"}
        return "accepted" if is_accepted else "submitted"

    @api.model
    def _search_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        found = self.search(Domain.TRUE).filtered(lambda case: case.state in value)
        return [("id", "in", found.ids)]

    @api.constrains("member_ids", "project_id")
    def _check_members(self):
        for case in self:
            if case.member_ids.project_id - case.project_id:
                raise ValidationError(
                    self.env._("Choose people of the roster of “%s”.", case.project_id.name)
                )

    @api.constrains("date")
    def _check_date(self):
        for case in self.filtered(lambda case: case.date > service_today()):
            raise ValidationError(
                self.env._("“%s” lies in the future. Enter it when it is finished.", case.name)
            )

    def unlink(self):
        originals = self.supersedes_id
        self._withdraw_correction()
        result = super().unlink()
        originals._claim_anew()
        return result

    def action_submit(self):
        """Hand the cases in to the centre; they stay as they are now.

        :raise ValidationError: names what is missing
        """
        self.check_access("write")
        for case in self:
            gaps = [label for _code, label in case._get_missing_evidence()]
            if gaps := [*case._get_gaps(), *gaps]:
                raise ValidationError(
                    self.env._(
                        "“%(case)s” still lacks: %(gaps)s.",
                        case=case.name,
                        gaps=format_list(self.env, gaps),
                    )
                )
        self._seal()
        self._claim_anew()

    def action_accept(self):
        """The centre accepts the cases: its claims count.

        :raise UserError: one of them doesn't wait for the centre
        :raise AccessError: the user doesn't manage the project for the centre
        """
        claims = self._get_claim_rows()
        claims._check_decider()
        for case in self:
            waiting = claims.filtered(
                lambda claim, case=case: claim.res_id == case.id and claim.cause == "acceptance"
            )
            if not waiting:
                raise UserError(
                    self.env._("“%s” doesn't wait for the centre to accept it.", case.name)
                )
            waiting.action_accept()
        self.invalidate_recordset(["state", "claim_state", "claim_note"])

    def action_open_return(self):
        """Ask why the cases are returned."""
        claims = self._get_claim_rows().filtered(lambda claim: claim.state != "rejected")
        if not claims or self.filtered(lambda case: case.state == "draft"):
            raise UserError(self.env._("There is nothing here that could be returned."))
        return claims.action_open_reject()

    def action_rework(self):
        """Open the next version of a case that doesn't count as it is."""
        self.ensure_one()
        self.check_access("write")
        if self.claim_state != "rejected":
            raise UserError(self.env._("Only a case that was returned is handed in again."))
        reason = self.return_reason or self.claim_note
        following = self._supersede({"supersede_reason": reason})
        (self | following)._claim_anew()
        return following.get_formview_action()

    def _get_claim_rows(self):
        self.check_access("read")
        return self.env["service.claim"].search(
            [("res_model", "=", self._name), ("res_id", "in", self.ids)]
        )
