from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

PARTS = {
    "cover": frozenset({"cover"}),
    "form": frozenset({"form"}),
    "cover_form": frozenset({"cover", "form"}),
    "full": frozenset({"cover", "form", "history"}),
}


class HealthArchivePrint(models.TransientModel):
    """Print archives: of a village, or those chosen; with whole numbers only for a reason.

    Every print with whole numbers is recorded in the access audit before it is made.
    """

    _name = "health.archive.print"
    _inherit = ["server.guard.mixin"]
    _description = "Print Archives"

    archive_ids = fields.Many2many("health.archive", string="Archives")
    region_id = fields.Many2one(
        "cn.region", string="Village", domain="[('archive_prefix', '!=', False)]",
        help="All archives in use there that you may see.",
    )  # fmt: skip
    content = fields.Selection(
        [
            ("form", "Basic information form"),
            ("cover", "Cover"),
            ("cover_form", "Cover and basic information form"),
            ("full", "Full archive"),
        ],
        "What",
        required=True,
        default="form",
    )
    with_numbers = fields.Boolean(
        "Whole numbers", help="Of identity card and telephone; they are masked otherwise."
    )
    reason_id = fields.Many2one("resident.reveal.reason", ondelete="cascade")
    note = fields.Char("Explanation", help="What the paper is needed for; it is recorded.")
    archive_count = fields.Integer("Number of archives", compute="_compute_archive_count")

    @api.depends("archive_ids", "region_id")
    def _compute_archive_count(self):
        for dialog in self:
            dialog.archive_count = self.env["health.archive"].search_count(dialog._get_domain())

    def action_print(self):
        """Print the archives.

        :raise UserError: none or too many are chosen, or the reason is missing
        """
        self.ensure_one()
        self._check_printable()
        report = self.env.ref("health_archive.health_archive_print_report")
        return report.report_action(self, config=False) | {"close_on_report_download": True}

    def _get_domain(self):
        if self.archive_ids:
            return [("id", "in", self.archive_ids.ids)]
        return [("region_id", "=", self.region_id.id), ("state", "=", "active")]

    def _get_archives(self):
        """The archives to print, as the user may see them, in the order of their numbers."""
        return self.env["health.archive"].search(self._get_domain())

    def _get_parts(self):
        return PARTS[self.content]

    def _check_printable(self):
        limit = int(self.env["health.rule"]._get("archives_per_print"))
        if not self.archive_count:
            raise UserError(self.env._("Choose archives, or a village that has some."))
        if self.archive_count > limit:
            raise UserError(
                self.env._(
                    "%(count)s archives are too many for one print; at most %(limit)s. Choose "
                    "some in the list and print them.",
                    count=self.archive_count,
                    limit=limit,
                )
            )
        if self.with_numbers:
            self._check_may_show_numbers()

    def _check_may_show_numbers(self):
        if self.create_uid != self.env.user or not self.env.user.has_group(
            "resident.group_village_doctor"
        ):
            raise AccessError(self.env._("Your role prints masked numbers only."))
        if not self.reason_id or len((self.note or "").strip()) < 2:
            raise UserError(
                self.env._("Give a reason and say what the whole numbers are needed for.")
            )

    def _get_whole_numbers(self):
        """``{archive: whole numbers}``; that they are printed is recorded first."""
        self._check_printable()
        archives = self._get_archives()
        archives.check_access("read")
        reason = f"{self.reason_id.code} {self.reason_id.name}: {self.note.strip()}"
        fields_shown = ["identity_number", "phone", "contact_phone"]
        self.env["access.event"]._record("print", archives, fields_shown, reason)
        return {
            archive: {
                "identity": archive.partner_id._get_identity_document()._decrypt(),
                "phone": archive.phone or "",
                "contact_phone": archive.contact_phone or "",
            }
            for archive in archives
        }
