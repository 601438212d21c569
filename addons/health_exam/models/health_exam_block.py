from odoo import api, models, tools
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
        return self._get_kinds_of("kind")

    @api.model
    def _get_kinds_of(self, *attributes):
        """``{box: kind}`` of the boxes that name a kind by one of these attributes, the first counts."""
        found = self._get_kind_ids(attributes)
        kinds = self.env["health.measurement.kind"].browse(found.values())
        return dict(zip(found, kinds, strict=True))

    @api.model
    @tools.ormcache("attributes")
    def _get_kind_ids(self, attributes):
        kinds = self.env["health.measurement.kind"]
        codes = self._get_kind_codes(*attributes).items()
        return {name: kind.id for name, code in codes if (kind := kinds._get_by_code(code))}

    @api.model
    def _get_kind_codes(self, *attributes):
        """``{box: code of its kind}``, as the form says, whether there is such a kind or not."""
        return {
            name: code
            for name, field in self._fields.items()
            if (code := next(filter(None, (getattr(field, one, None) for one in attributes)), None))
        }

    def _validate_fields(self, field_names, excluded_names=()):
        # no constraint of all boxes: it would read the whole form for the few that were written
        names = set(field_names)
        super()._validate_fields(names, excluded_names)
        # sudo: as constraints do; kinds are read by stations, too
        self.sudo()._check_possible(names.difference(excluded_names))

    def _check_possible(self, names):
        """:raise ValidationError: a number in one of the boxes ``names`` isn't believed"""
        boxes = {name: kind for name, kind in self._get_measured_boxes().items() if name in names}
        for exam in self:
            for name, kind in boxes.items():
                if exam[name] and not kind._is_possible(exam[name]):
                    raise ValidationError(kind._get_objection(exam[name]))

    @api.model
    def _get_label(self, name):
        return self._fields[name].get_description(self.env, ["string"])["string"]
