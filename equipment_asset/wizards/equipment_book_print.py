from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..tools.device_book import book_sections, total_value

# 45 ms of work a row: a longer book meets the 60 s limit of a worker, and nobody leafs through it.
MAX_PDF_ROWS = 1_000


class EquipmentBookPrint(models.TransientModel):
    """Dialog: the device book (设备台账) of a unit and those below it."""

    _name = "equipment.book.print"
    _description = "Device Book"

    org_unit_id = fields.Many2one(
        "org.unit",
        string="Unit",
        required=True,
        default=lambda self: self.env.user.org_unit_id,
        help="With the units below it; only devices in your own scope are listed.",
    )
    by = fields.Selection(
        [("org_unit_id", "Devices it owns"), ("using_unit_id", "Devices used there")],
        string="Which",
        required=True,
        default="org_unit_id",
    )
    with_disposed = fields.Boolean(string="Also those disposed of")

    def action_print_pdf(self):
        """Print the book."""
        if len(self._get_devices()) > MAX_PDF_ROWS:
            raise UserError(
                self.env._(
                    "The book has more than %(limit)s devices: take the spreadsheet, or a unit below.",
                    limit=MAX_PDF_ROWS,
                )
            )
        return self._make("equipment_asset.equipment_book_unit_report")

    def action_print_xlsx(self):
        """Download the book as spreadsheet."""
        return self._make("equipment_asset.equipment_book_unit_xlsx_report")

    def _make(self, report):
        self.ensure_one()
        if not self._get_devices():
            raise UserError(
                self.env._("There is no such device in “%(unit)s”.", unit=self.org_unit_id.name)
            )
        return self.env.ref(report).report_action(self)

    def _get_devices(self):
        wanted = Domain(self.by, "child_of", self.org_unit_id.id)
        if not self.with_disposed:
            wanted &= Domain("usage_state", "!=", "disposed")
        return self.env["maintenance.equipment"].search(wanted, order="asset_number, id")

    def _get_book(self):
        """(sections, total) for the report."""
        devices = self._get_devices()
        return book_sections(devices, self.by), total_value(devices)
