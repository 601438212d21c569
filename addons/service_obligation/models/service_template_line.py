from odoo import Command, fields, models

from .service_obligation_mixin import TRANSLATED


class ServiceTemplateLine(models.Model):
    """One obligation as a template has it."""

    _name = "service.template.line"
    _inherit = ["service.obligation.mixin"]
    _description = "Obligation of a Template"

    template_id = fields.Many2one("service.template", required=True, index=True, ondelete="cascade")
    parameter_ids = fields.One2many("service.parameter", "line_id", "Parameters", copy=True)

    _code_unique = models.UniqueIndex(
        "(template_id, code)", "The template has an obligation with this number already."
    )

    def _prepare_obligation(self, project):
        parameters = [
            Command.create(
                {name: row[name] for name in ("code", "name", "value", "unit", "source")}
            )
            for row in self.parameter_ids
        ]
        return self._prepare_terms() | {"project_id": project.id, "parameter_ids": parameters}

    def _copy_texts(self, obligation):
        """Give ``obligation``, made of this line, the texts in all languages."""
        copy_texts(self, obligation, TRANSLATED)
        pairs = zip(
            self.parameter_ids.sorted("code"), obligation.parameter_ids.sorted("code"), strict=True
        )
        for mine, its in pairs:
            copy_texts(mine, its, ("name", "unit", "source"))


def copy_texts(source, target, names):
    """Copy translated fields, in all their languages, between records of different models."""
    for name in names:
        if texts := source._fields[name]._get_stored_translations(source):
            target.update_field_translations(name, texts)
