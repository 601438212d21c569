from odoo import fields, models


class ServiceTemplate(models.Model):
    """The obligations of a contract, for the next year and for others who buy the same."""

    _name = "service.template"
    _inherit = ["dated.mixin"]
    _description = "Template of Obligations"
    _order = "valid_from desc, name"

    name = fields.Char("Template", required=True, translate=True)
    line_ids = fields.One2many("service.template.line", "template_id", "Obligations", copy=True)
    line_count = fields.Integer("Number of Obligations", compute="_compute_line_count")

    def _compute_line_count(self):
        groups = self.env["service.template.line"]._read_group(
            [("template_id", "in", self.ids)], ["template_id"], ["__count"]
        )
        count_by_template = dict(groups)
        for template in self:
            template.line_count = count_by_template.get(template, 0)

    def _apply(self, project):
        """Give ``project`` the obligations of this template that it has none of the same code of.

        :return: the obligations that were added
        """
        self.ensure_one()
        known = set(project.obligation_ids.mapped("code"))
        lines = self.line_ids.filtered(lambda line: line.code not in known)
        added = self.env["service.obligation"].create(
            [line._prepare_obligation(project) for line in lines]
        )
        for line, obligation in zip(lines, added, strict=True):
            line._copy_texts(obligation)
        return added
