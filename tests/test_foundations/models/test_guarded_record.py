from odoo import api, fields, models


class TestGuardedRecord(models.Model):
    _name = "test.guarded.record"
    _inherit = ["server.guard.mixin", "whole.fen.mixin", "org.scoped.mixin"]
    _description = "Record with Fields of the Server"
    _server_fields = frozenset({"decided", "author_id"})
    _fixed_fields = frozenset({"number"})
    _own_unit_fields = frozenset({"using_unit_id"})

    name = fields.Char()
    number = fields.Char()
    decided = fields.Boolean()
    author_id = fields.Many2one("res.users", default=lambda self: self.env.user)
    price = fields.Monetary()
    price_words = fields.Char(compute="_compute_price_words", store=True)
    currency_id = fields.Many2one("res.currency", default=lambda self: self.env.company.currency_id)
    using_unit_id = fields.Many2one("org.unit")
    related_id = fields.Many2one("test.guarded.record")
    related_ids = fields.Many2many(
        "test.guarded.record", "test_guarded_record_rel", "left_id", "right_id", string="Others"
    )
    child_ids = fields.One2many("test.guarded.record", "related_id")

    @api.depends("price")
    def _compute_price_words(self):
        for record in self:
            record.price_words = f"¥{record.price:.2f}"

    def _decide(self):
        self._write_server({"decided": True})
