from odoo import fields, models
from odoo.fields import Command, Domain


class ServiceAssessment(models.Model):
    """Counting a month: what the board says at its end, and what happened within it."""

    _inherit = "service.assessment"

    def _count(self):
        """Bring the lines in line with the claims of now; what the manager entered stays."""
        for row in self._as_server():
            day = row._get_count_day()
            if not row.template_id:
                row.template_id = row.template_id._find(row.project_id, day)
            obligations = row.project_id.obligation_ids
            facts = row._get_facts(obligations, day)
            known = row.line_ids.grouped("obligation_id")
            weights = row.template_id._get_weights(obligations.mapped("code"))
            for obligation in obligations:
                if line := known.pop(obligation, None):
                    line.write(facts[obligation.id])
                else:
                    facts[obligation.id] |= {
                        "assessment_id": row.id,
                        "obligation_id": obligation.id,
                        "weight": weights[obligation.code],
                    }
            row.line_ids.browse([line.id for line in known.values()]).unlink()
            row.line_ids.create([vals for vals in facts.values() if "assessment_id" in vals])
            row.write(
                {
                    "cut_off": day,
                    "counted_at": fields.Datetime.now(),
                    "ruling_ids": [Command.set(row._find_rulings(day).ids)],
                }
            )

    def _weigh(self):
        """Give the lines the weights of the template."""
        for row in self:
            weights = row.template_id._get_weights(row.line_ids.mapped("code"))
            for line in row.line_ids:
                line.weight = weights[line.code]

    def _find_rulings(self, day):
        return self.env["service.ruling"].search(
            Domain("project_id", "=", self.project_id.id)
            & Domain("date", ">=", self.month)
            & Domain("date", "<=", day),
            order="date, id",
        )

    def _get_facts(self, obligations, day):
        """``{obligation id: values of its line}``"""
        figures = obligations._get_figures(day)
        steps = obligations._get_next_steps(figures, day)
        months = obligations._count_claims(self.month, day)
        reasons = obligations._get_month_reasons(self.month, day)
        return {
            row.id: row._prepare_assessed()
            | _prepare_figure(figures[row.id])
            | {
                "next_step": steps[row.id],
                "month_accepted": months.get((row.id, "accepted"), 0),
                "month_claimed": months.get((row.id, "claimed"), 0),
                "month_rejected": months.get((row.id, "rejected"), 0),
                "rejected_text": "\n".join(reasons.get(row.id, ())),
            }
            for row in obligations
        }


def _prepare_figure(figure):
    return {
        "figure_state": figure.state,
        "claimed": figure.tally.claimed,
        "accepted": figure.tally.accepted,
        "rejected": figure.tally.rejected,
        "is_measured": figure.actual is not None,
        "actual": figure.actual or 0,
        "is_due": figure.expected is not None,
        "expected": figure.expected or 0,
    }
