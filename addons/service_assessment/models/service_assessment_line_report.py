from odoo import models
from odoo.tools import formatLang


class ServiceAssessmentLine(models.Model):
    """Words of a line on paper."""

    _inherit = "service.assessment.line"

    def _get_label(self, name):
        """The chosen word of a selection field."""
        return dict(self._fields[name]._description_selection(self.env)).get(self[name], "")

    def _format(self, name):
        """A number as it is read, without needless decimals; a dash where there is none."""
        known = {"actual": self.is_measured, "expected": self.is_due}.get(name, self.is_scored)
        if not known:
            return "—"
        number = self[name]
        return formatLang(self.env, number, digits=0 if float(number).is_integer() else 2)
