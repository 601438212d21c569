from dataclasses import dataclass

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.report_weasyprint.tools import code_128, qr_code

MAX_LABELS = 5_000


@dataclass(frozen=True)
class LabelFormat:
    """A sheet of labels; all sizes in millimetres, the font in points."""

    width: float
    height: float
    qr: float
    bars: float
    font: float
    columns: int = 1
    rows: int = 1
    top: float = 0

    @property
    def per_sheet(self):
        return self.columns * self.rows

    def place(self, position):
        """(left, top) of the label at ``position``, counted by rows from 0."""
        row, column = divmod(position, self.columns)
        return column * self.width, self.top + row * self.height


FORMATS = {
    "a4": LabelFormat(70, 37, qr=22, bars=6, font=8, columns=3, rows=8, top=0.5),
    "roll_50x30": LabelFormat(50, 30, qr=18, bars=5, font=6.5),
    "roll_60x40": LabelFormat(60, 40, qr=25, bars=7, font=8),
}


class EquipmentLabelPrint(models.TransientModel):
    """Dialog: print the labels of devices and kits on sheets or on a label printer."""

    _name = "equipment.label.print"
    _inherit = ["server.guard.mixin"]
    _description = "Print Labels"

    equipment_ids = fields.Many2many("maintenance.equipment", string="Devices")
    kit_ids = fields.Many2many("equipment.kit", string="Kits")
    with_parts = fields.Boolean(
        string="Also the devices in the kits", help="Each part gets a label of its own."
    )
    using_unit_id = fields.Many2one(
        "org.unit", string="All devices used by", help="With the units below it."
    )
    label_format = fields.Selection(
        [
            ("a4", "A4 sheet, 3 × 8 labels (70 × 37 mm)"),
            ("roll_50x30", "Label printer, 50 × 30 mm"),
            ("roll_60x40", "Label printer, 60 × 40 mm"),
        ],
        string="Paper",
        required=True,
        default="a4",
    )
    start_position = fields.Integer(
        string="First free label",
        default=1,
        help="On a sheet that was used before: 1 is the label at the top left, 24 at the bottom right.",
    )
    label_count = fields.Integer(string="Labels", compute="_compute_label_count")

    _start_on_sheet = models.Constraint(
        "CHECK (start_position BETWEEN 1 AND 24)", "A sheet has the labels 1 to 24."
    )

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        model, ids = self.env.context.get("active_model"), self.env.context.get("active_ids", [])
        names = {
            "maintenance.equipment": "equipment_ids",
            "equipment.kit": "kit_ids",
        }
        if name := names.get(model):
            # search: what the user may not see is no choice of his
            records = self.env[model].with_context(active_test=False).search([("id", "in", ids)])
            values.setdefault(name, records.ids)
        elif model == "org.unit":
            values.setdefault("using_unit_id", ids[0] if ids else False)
        return values

    @api.depends("equipment_ids", "kit_ids", "with_parts", "using_unit_id")
    def _compute_label_count(self):
        for wizard in self:
            wizard.label_count = len(wizard._get_equipment()) + len(wizard.kit_ids)

    @api.model
    def _open(self, equipment=None, kits=None):
        """Action that opens the dialog for these devices and kits, for example of a delivery."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Print labels"),
            "res_model": self._name,
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_equipment_ids": equipment.ids if equipment else [],
                "default_kit_ids": kits.ids if kits else [],
            },
        }

    def action_print(self):
        """Make the PDF."""
        self.ensure_one()
        if not self.label_count:
            raise UserError(
                self.env._("There is nothing to label: choose devices, kits or a unit.")
            )
        if self.label_count > MAX_LABELS:
            raise UserError(
                self.env._(
                    "These are %(count)s labels; at most %(limit)s are printed at a time. "
                    "Choose fewer devices.",
                    count=self.label_count,
                    limit=MAX_LABELS,
                )
            )
        report = self.env.ref(f"equipment_asset.equipment_label_{self.label_format}_report")
        return report.report_action(self)

    def _get_equipment(self):
        equipment = self.equipment_ids
        if self.with_parts:
            equipment |= self.kit_ids.part_ids.filtered(
                lambda part: part.state in ("present", "lent")
            ).equipment_id
        if self.using_unit_id:
            used_here = Domain("using_unit_id", "child_of", self.using_unit_id.id)
            equipment |= equipment.search(used_here & Domain("usage_state", "!=", "disposed"))
        return equipment

    def _get_format(self, label_format=None):
        return FORMATS[label_format or self.label_format]

    def _get_sheets(self, label_format=None):
        """Labels of each sheet: [[(left, top, label), …], …]; the report knows its paper."""
        paper = self._get_format(label_format)
        first = self.start_position - 1 if paper.per_sheet > 1 else 0
        sheets = []
        for position, label in enumerate(self._get_labels(), first):
            if not sheets or position % paper.per_sheet == 0:
                sheets.append([])
            sheets[-1].append((*paper.place(position % paper.per_sheet), label))
        return sheets

    def _get_labels(self):
        """What stands on each label: kits before the devices in them."""
        kits = [(kit, "") for kit in self.kit_ids]
        devices = [(device, device.serial_no) for device in self._get_equipment()]
        return [
            {
                "name": record.name,
                "number": record.asset_number,
                "unit": record.org_unit_id.name,
                "serial": serial,
                "qr": record.tag_url and qr_code(record.tag_url),
                "bars": code_128(record.asset_number),
            }
            for record, serial in kits + devices
        ]
