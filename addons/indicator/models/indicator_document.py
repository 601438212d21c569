from odoo import fields, models
from odoo.exceptions import UserError


class IndicatorDocument(models.Model):
    """The paper that a population or a target was taken from: bulletin, notice, letter of targets.

    One document proves many rows; the file cannot change once a row relies on it.
    """

    _name = "indicator.document"
    _description = "Source Document"
    _order = "date desc, id desc"
    _rec_names_search = ["name", "number"]

    name = fields.Char(required=True, index="trigram")
    number = fields.Char(help="Number of the document as printed on it.")
    issuer = fields.Char(required=True)
    date = fields.Date(required=True, string="Issued On")
    file = fields.Binary(required=True, attachment=True)
    filename = fields.Char()
    denominator_ids = fields.One2many("indicator.denominator", "document_id")
    target_ids = fields.One2many("indicator.target", "document_id")

    _name_uniq = models.UniqueIndex(
        "(name, date)", "This document has been entered already, with the same date."
    )

    def write(self, vals):
        # sudo: rows of other units, too, rely on the document
        if "file" in vals and (self.sudo().denominator_ids or self.sudo().target_ids):
            raise UserError(
                self.env._(
                    "Figures rely on this document, so its file stays. "
                    "Enter the other file as a document of its own."
                )
            )
        return super().write(vals)
