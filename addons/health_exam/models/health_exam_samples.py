from odoo import api, fields, models


class HealthExam(models.Model):
    """The samples that the items of an exam are measured in."""

    _inherit = "health.exam"

    sample_ids = fields.One2many("health.exam.sample", "exam_id", "Samples")
    sample_text = fields.Char("Samples taken", compute="_compute_sample_text")

    @api.depends("sample_ids.state")
    def _compute_sample_text(self):
        for exam in self:
            samples = exam.sample_ids.filtered(lambda sample: sample.state != "rejected")
            taken = samples.filtered(lambda sample: sample.state == "taken")
            exam.sample_text = f"{len(taken)} / {len(samples)}"

    @api.model_create_multi
    def create(self, vals_list):
        exams = super().create(vals_list)
        exams._plan_samples()
        return exams

    def write(self, vals):
        result = super().write(vals)
        if "package_ids" in vals:
            self._plan_samples()
        return result

    def _plan_samples(self):
        """Have a tube for each kind of sample that the items ask for, and none that they don't."""
        # sudo: planned by the system, whoever registers
        samples = self.env["health.exam.sample"].sudo()
        # a rejected tube has to be rejected in the database, where uniqueness is decided
        samples.flush_model(["state"])
        needless = samples
        vals_list = []
        for date, exams in self.sudo().grouped("date").items():
            kinds = samples.kind_id._get_in_force(date)
            for exam in exams:
                wanted = {item.sample for item in exam.item_ids if item.sample}
                there = exam.sample_ids.filtered(lambda sample: sample.state != "rejected")
                needless |= there.filtered(
                    lambda sample, wanted=wanted: (
                        sample.state == "planned" and sample.code not in wanted
                    )
                )
                missing = wanted - set(there.mapped("code"))
                vals_list += [
                    exam._prepare_sample(kinds[code]) for code in kinds if code in missing
                ]
        needless.unlink()
        samples.create(vals_list)

    def _prepare_sample(self, kind):
        return {
            "exam_id": self.id,
            "kind_id": kind.id,
            "number": f"{self.exam_number}-{kind.suffix}",
        }

    def action_open_samples(self):
        """The samples of these exams."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "health_exam.health_exam_sample_action"
        )
        return action | {"domain": [("exam_id", "in", self.ids)], "context": {}}

    def action_print_labels(self):
        """Open the dialog that prints the labels of these exams."""
        return self.env["health.exam.label.print"]._open(self)
