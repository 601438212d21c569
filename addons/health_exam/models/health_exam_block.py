from odoo import api, models
from odoo.exceptions import ValidationError


class HealthExamBlock(models.AbstractModel):
    """A section of the examination form (domain B): the exam is composed of such blocks.

    A box names its section, and the kind of measurement that says which numbers are believed; one
    with answers that a device fills names the item as devices do (``item_code="urine_pro"``)::

        hgb = fields.Float("Haemoglobin (g/L)", kind="hgb", **LABORATORY)

    Numbers: 0 is “not measured”.
    """

    _name = "health.exam.block"
    _inherit = ["health.coded.mixin"]
    _description = "Section of an Exam"

    def _valid_field_parameter(self, field, name):
        return name in ("section", "kind", "item_code") or super()._valid_field_parameter(
            field, name
        )

    @api.model
    def _get_section_of(self, name):
        """Code of the section a box belongs to; None for the others."""
        return getattr(self._fields.get(name), "section", None)

    @api.model
    def _get_boxes(self, section=None):
        """Names of the boxes of a section, or of the whole form, in the order of the form."""
        return [
            name
            for name, field in self._fields.items()
            if (code := getattr(field, "section", None)) and section in (None, code)
        ]

    @api.model
    def _get_measured_boxes(self):
        """``{box: kind of measurement}`` of the boxes whose numbers are believed within limits."""
        kinds = self.env["health.measurement.kind"]
        found = {
            name: kinds._get_by_code(field.kind)
            for name, field in self._fields.items()
            if getattr(field, "kind", None)
        }
        # read together, not one by one
        together = kinds.union(*found.values())._prefetch_ids
        return {name: kind.with_prefetch(together) for name, kind in found.items() if kind}

    @api.constrains(
        lambda self: [name for name, field in self._fields.items() if getattr(field, "kind", None)]
    )
    def _check_possible(self):
        boxes = self._get_measured_boxes()
        for exam in self:
            for name, kind in boxes.items():
                if exam[name] and not kind._is_possible(exam[name]):
                    raise ValidationError(kind._get_objection(exam[name]))

    @api.model
    def _get_label(self, name):
        return self._fields[name].get_description(self.env, ["string"])["string"]
