from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class FamilyVersionMixin(models.AbstractModel):
    """What residents sign: once published it stands still, and a change is a new version.

    A unit's versions are used by it and the units below.
    """

    _name = "family.version.mixin"
    _inherit = ["server.guard.mixin", "org.scoped.mixin"]
    _description = "Published in Versions"
    _server_fields = frozenset({"state", "version", "previous_id", "published_at"})
    # Fields that may still change once it is published.
    _published_fields = frozenset({"valid_to", "is_hidden", "active", "sequence"})

    code = fields.Char(required=True)
    version = fields.Integer(required=True, readonly=True, default=1, copy=False, aggregator=None)
    state = fields.Selection(
        "_selection_state", required=True, readonly=True, default="draft", copy=False
    )
    published_at = fields.Datetime(readonly=True, copy=False)
    valid_from = fields.Date(required=True, default=fields.Date.context_today)
    valid_to = fields.Date(help="Last day on which it can be signed; empty: until withdrawn.")

    _version_unique = models.UniqueIndex(
        "(org_unit_id, code, version)", "This unit has that version already."
    )
    _valid_dates = models.Constraint(
        "CHECK (valid_to IS NULL OR valid_to >= valid_from)", "It cannot end before it begins."
    )

    @api.model
    def _selection_state(self):
        # a method, because the labels of a plain list stay English in inheriting models
        labels = {
            "draft": self.env._("Draft"),
            "published": self.env._("Published"),
            "withdrawn": self.env._("Withdrawn"),
        }
        return list(labels.items())

    @api.depends("name", "version")
    def _compute_display_name(self):
        for record in self:
            record.display_name = f"{record.name} v{record.version}" if record.name else False

    def write(self, vals):
        if not self._is_server() and vals.keys() - self._published_fields:
            self._check_draft()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_published(self):
        self._check_draft()

    def action_publish(self):
        """Let it be signed from now on; the version before can't be signed any more."""
        self.check_access("write")
        self._check_draft()
        for record in self:
            record._check_before_publishing()
        self._write_server({"state": "published", "published_at": fields.Datetime.now()})
        self._get_previous()._write_server({"state": "withdrawn"})

    def action_withdraw(self):
        """Nobody signs it from now on; who signed it keeps it."""
        self.check_access("write")
        self._write_server({"state": "withdrawn"})

    def action_new_version(self):
        """Open a draft of the next version."""
        self.ensure_one()
        self.check_access("write")
        last = self.search(self._get_line_domain(), order="version desc", limit=1)
        if last.state == "draft":
            return last.get_formview_action()
        vals = {"name": self.name, "valid_to": False, "version": last.version + 1}
        copy = self._as_server().copy(vals)
        return copy.with_env(self.env).get_formview_action()

    def _get_previous(self):
        """The published earlier versions of these."""
        domains = [
            record._get_line_domain() & Domain("version", "<", record.version) for record in self
        ]
        return self.search(Domain.OR(domains) & Domain("state", "=", "published"))

    def _get_line_domain(self):
        """All versions of this one."""
        return Domain("org_unit_id", "=", self.org_unit_id.id) & Domain("code", "=", self.code)

    def _check_before_publishing(self):
        """Hook. :raise UserError: it can't be signed as it is"""

    def _check_draft(self):
        """:raise UserError: one of these was published"""
        for record in self:
            if record.state != "draft":
                raise UserError(
                    self.env._(
                        "“%(name)s” was published and stays as it is, because residents may have "
                        "signed it. Make a new version.",
                        name=record.display_name,
                    )
                )

    def _is_in_force(self, date):
        """Whether it can be signed on ``date``."""
        self.ensure_one()
        ended = self.valid_to and self.valid_to < date
        return self.state == "published" and self.valid_from <= date and not ended
