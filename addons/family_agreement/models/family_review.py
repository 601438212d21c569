from odoo import api, fields, models


class FamilyReview(models.Model):
    """One decision of a reviewer; it is never changed."""

    _name = "family.review"
    _inherit = ["server.guard.mixin"]
    _description = "Review"
    _order = "date desc, id desc"
    _rec_name = "result"

    agreement_id = fields.Many2one(
        "family.agreement", required=True, index=True, ondelete="cascade", readonly=True
    )
    step = fields.Integer(required=True, readonly=True, default=1, aggregator=None)
    reviewer_id = fields.Many2one("res.users", required=True, readonly=True, ondelete="restrict")
    date = fields.Datetime(required=True, readonly=True)
    result = fields.Selection(
        [("approved", "Accepted"), ("returned", "Returned")], required=True, readonly=True
    )
    reason = fields.Text(readonly=True)

    @api.model
    def _log(self, agreements, result, reason=""):
        # sudo: decisions are kept by reviewing only, which was checked
        return self.sudo().create(
            [
                {
                    "agreement_id": agreement.id,
                    "step": len(agreement.review_ids) + 1,
                    "reviewer_id": self.env.uid,
                    "date": fields.Datetime.now(),
                    "result": result,
                    "reason": reason,
                }
                for agreement in agreements
            ]
        )
