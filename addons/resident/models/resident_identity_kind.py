import re

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.l10n_cn_civil.tools import check_identity_number
from odoo.addons.l10n_cn_civil.tools.normalize import normalize

MAX_LENGTH = 40


class ResidentIdentityKind(models.Model):
    """Kind of identity document (domain A.2), with the check its numbers have to pass."""

    _name = "resident.identity.kind"
    _inherit = ["dated.mixin"]
    _description = "Kind of Identity Document"
    _order = "code"
    _rec_names_search = ["name", "code"]

    code = fields.Char(required=True)
    name = fields.Char(required=True, translate=True)
    check_rule = fields.Selection(
        [
            ("identity", "Resident identity number"),
            ("maybe_identity", "Resident identity number when it has 18 characters"),
            ("pattern", "Pattern"),
            ("free", "Any text"),
        ],
        "Check",
        required=True,
        default="free",
    )
    pattern = fields.Char(help="Regular expression that the whole number has to match.")
    example = fields.Char(help="Shown to whoever enters a number that doesn't fit.")
    active = fields.Boolean(default=True)

    _code_unique = models.UniqueIndex("(code)", "Another kind of document has this code already.")

    @api.constrains("pattern")
    def _check_pattern(self):
        for kind in self.filtered("pattern"):
            try:
                re.compile(kind.pattern)
            except re.error as error:
                raise ValidationError(
                    self.env._(
                        "“%(pattern)s” is no pattern: %(error)s", pattern=kind.pattern, error=error
                    )
                ) from error

    def _check_number(self, value):
        """Return ``(canonical number, whether it is a resident identity number)``.

        :raise ValidationError: in the user's words
        """
        self.ensure_one()
        number = normalize(value)
        if len(number) > MAX_LENGTH:
            raise ValidationError(
                self.env._(
                    "“%(start)s…” is too long for the number of a document: at most %(limit)s.",
                    start=number[:12],
                    limit=MAX_LENGTH,
                )
            )
        if self.check_rule == "identity" or (
            self.check_rule == "maybe_identity" and len(number) == 18
        ):
            return check_identity_number(self.env, number), True
        if self.pattern and not re.fullmatch(self.pattern, number):
            raise ValidationError(
                self.env._(
                    "“%(number)s” is no number of the kind “%(kind)s”. Example: %(example)s",
                    number=number,
                    kind=self.name,
                    example=self.example or self.pattern,
                )
            )
        return number, False
