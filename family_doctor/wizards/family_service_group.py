import base64

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.family_service import WAYS


class FamilyServiceGroup(models.TransientModel):
    """A lecture or a round: one text and one photo, a record for each resident."""

    _name = "family.service.group"
    _description = "Service to Many"

    kind_id = fields.Many2one(
        "family.record.kind", "Service", required=True, domain="[('is_direct', '=', True)]",
        default=lambda self: self.env.ref(
            "family_agreement.record_kind_lecture", raise_if_not_found=False
        ),
    )  # fmt: skip
    date = fields.Date(required=True, default=fields.Date.context_today)
    way = fields.Selection(WAYS, required=True, default="1")
    content = fields.Text("What was done", required=True)
    photo = fields.Binary(attachment=False)
    archive_ids = fields.Many2many(
        "health.archive", string="Residents", domain="[('agreement_team_id', '!=', False)]"
    )
    left_out_ids = fields.Many2many(
        "health.archive", string="Left out", compute="_compute_left_out_ids",
        help="No agreement on that day, or this service was recorded for that day already.",
    )  # fmt: skip
    count = fields.Integer("Records", compute="_compute_left_out_ids")

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        model = self.env.context.get("active_model")
        chosen = self.env.context.get("active_ids") or []
        if model == "health.archive":
            values["archive_ids"] = [(6, 0, chosen)]
        elif model in ("family.duty", "family.agreement"):
            values["archive_ids"] = [(6, 0, self.env[model].browse(chosen).archive_id.ids)]
        return values

    @api.onchange("kind_id")
    def _onchange_kind_id(self):
        if self.kind_id.usual_way:
            self.way = self.kind_id.usual_way

    @api.depends("archive_ids", "date", "kind_id")
    def _compute_left_out_ids(self):
        for wizard in self:
            wizard.left_out_ids = wizard.archive_ids._origin - wizard._get_archives()
            wizard.count = len(wizard._get_archives())

    def action_confirm(self):
        """Make, sign and match a record for each resident who has an agreement."""
        self.ensure_one()
        if not (archives := self._get_archives()):
            raise UserError(
                self.env._(
                    "Nobody is left: choose residents who have an agreement on that day and no "
                    "such record yet."
                )
            )
        services = self.env["family.service"].create(
            [{"archive_id": archive.id, **self._prepare_service()} for archive in archives]
        )
        if self.photo:
            services._add_photo(base64.b64decode(self.with_context(bin_size=False).photo))
        services.action_done()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "family_doctor.family_service_action"
        )
        return action | {"domain": [("id", "in", services.ids)], "context": {}}

    def _prepare_service(self):
        return {
            "kind_id": self.kind_id.id,
            "date": self.date,
            "way": self.way,
            "content": self.content,
        }

    def _get_archives(self):
        """Residents for whom a record is made."""
        archives = self.archive_ids._origin
        if not archives or not self.date or not self.kind_id:
            return archives.browse()
        services = self.env["family.service"]
        recorded = services.search(
            [
                ("archive_id", "in", archives.ids),
                ("kind_id", "=", self.kind_id.id),
                ("date", "=", self.date),
                ("state", "!=", "void"),
                ("superseded_by_id", "=", False),
            ]
        )
        signed = archives.browse(
            archive.id for archive in services._find_agreements(archives, self.date)
        )
        return (archives & signed) - recorded.archive_id
