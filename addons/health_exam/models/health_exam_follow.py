from odoo import fields, models

REFERRAL_RULE = "exam_referral_check"
CONFIRM_RULE = "exam_confirm_disease"


class HealthExam(models.Model):
    """Every finding of a reported exam leads somewhere: rechecks, referrals, proposals."""

    _inherit = "health.exam"

    finding_ids = fields.One2many(
        "health.exam.finding", "exam_id", "Findings", groups="resident.group_health_reader"
    )
    task_ids = fields.One2many(
        "health.exam.task", "exam_id", "Tasks", groups="resident.group_health_reader"
    )

    def _get_review_findings(self):
        self.ensure_one()
        return self.finding_ids.filtered(lambda finding: finding.state == "open").sorted()

    def _get_suggested_evaluation(self):
        controls = self._get_review_findings().risk_control_ids
        return super()._get_suggested_evaluation() | {"risk_control_ids": controls.ids}

    def _get_taken_over(self, suggested):
        controls = [*self.risk_control_ids.ids, *suggested["risk_control_ids"]]
        return super()._get_taken_over(suggested) | {"risk_control_ids": controls}

    def _after_report(self):
        """Make the tasks that follow; a second report brings those of the first up to date."""
        super()._after_report()
        tasks = self.env["health.exam.task"].sudo()  # sudo: made by the system, from findings
        for exam in self.sudo():  # sudo: see above
            findings = exam._get_review_findings()
            gone = exam.task_ids.filtered(lambda task, f=findings: task.finding_id not in f)
            gone._cancel(self.env._("The final review doesn't find it any more."))
            wanted = exam._prepare_tasks(findings)
            exam._replace_older_tasks(wanted)
            tasks.create(wanted)

    def _prepare_tasks(self, findings):
        """Values of the tasks that these findings of one exam don't have yet."""
        known = {(task.finding_id.id, task.kind) for task in self.task_ids}
        has = self.archive_id.disease_ids.code_id
        found = []
        for finding in findings:
            if finding.is_referral or finding.recheck_date:
                found.append((finding, "referral" if finding.is_referral else "recheck"))
            if finding.disease_code_id and finding.disease_code_id not in has:
                found.append((finding, "disease"))
        return [
            self._prepare_task(finding, kind)
            for finding, kind in found
            if (finding.id, kind) not in known
        ]

    def _prepare_task(self, finding, kind):
        return {
            "archive_id": self.archive_id.id,
            "exam_id": self.id,
            "finding_id": finding.id,
            "kind": kind,
            "finding": finding.name,
            "detail": finding.detail,
            "severity": finding.severity,
            "advice": finding.guidance_text,
            "disease_code_id": finding.disease_code_id.id if kind == "disease" else False,
            "due_date": self._get_task_date(finding, kind),
        }

    def _get_task_date(self, finding, kind):
        if kind == "disease":
            return finding.recheck_date or self._get_recheck_date(CONFIRM_RULE)
        return finding.recheck_date or self._get_recheck_date(REFERRAL_RULE)

    def _replace_older_tasks(self, wanted):
        """What an earlier exam left open is looked at again because of this one."""
        same = {(vals["kind"], vals["finding"]) for vals in wanted}
        older = self.env["health.exam.task"].search(
            [
                ("archive_id", "=", self.archive_id.id),
                ("state", "=", "open"),
                ("exam_id", "!=", self.id),
            ]
        )
        older.filtered(lambda task: (task.kind, task.finding) in same)._cancel(
            self.env._("Found again in exam %s.", self.exam_number)
        )

    def _void(self, reason):
        super()._void(reason)
        # sudo: tasks of an exam that doesn't count
        self.sudo().task_ids._cancel(self.env._("The exam was made void."))
