from odoo import api, fields, models
from odoo.exceptions import ValidationError


class HealthExamStation(models.Model):
    """A room or table of a hospital where sections of the form are worked on (科室、诊室).

    Who works there writes these sections and no others, in the room or in a village.
    """

    _name = "health.exam.station"
    _inherit = ["server.guard.mixin", "org.scoped.mixin"]
    _description = "Examination Station"
    _order = "org_unit_id, sequence, id"
    _rec_names_search = ["name", "room"]

    name = fields.Char(required=True)
    room = fields.Char(help="Room or table, as on the guide sheet.")
    sequence = fields.Integer(default=10, help="Order on the guide sheet.")
    section_ids = fields.Many2many("health.exam.section", string="Sections", required=True)
    doctor_ids = fields.Many2many(
        "res.users",
        "health_exam_station_doctor_rel",
        string="Works here",
        domain=lambda self: [
            ("all_group_ids", "in", self.env.ref("health_exam.group_exam_staff").ids)
        ],
    )
    needs_summary = fields.Boolean(
        "Writes a summary", default=True, help="The station is done only with a summary (小结)."
    )
    active = fields.Boolean(default=True)

    @api.constrains("section_ids", "org_unit_id", "active")
    def _check_sections(self):
        """One section, one station: else nobody would know whose a missing item is."""
        for station in self.filtered("active"):
            others = self.search(
                [("org_unit_id", "=", station.org_unit_id.id), ("id", "!=", station.id)]
            )
            if twice := others.section_ids & station.section_ids:
                raise ValidationError(
                    self.env._(
                        "“%(section)s” belongs to another station of the hospital already.",
                        section=twice[0].name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        stations = super().create(vals_list)
        self.env.registry.clear_cache()
        return stations

    def write(self, vals):
        result = super().write(vals)
        self.env.registry.clear_cache()
        return result

    def unlink(self):
        self.env.registry.clear_cache()
        return super().unlink()
