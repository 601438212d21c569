from odoo import api, fields, models, tools

LISTS = [
    ("exam_exercise", "Exam: exercise"),
    ("exam_diet", "Exam: diet"),
    ("exam_smoke", "Exam: smoking"),
    ("exam_drink", "Exam: drinking"),
    ("exam_quit", "Exam: given up drinking"),
    ("exam_yes_no", "Exam: yes or no"),
    ("exam_liquor", "Exam: kinds of drink"),
    ("exam_protection", "Exam: protection at work"),
    ("exam_self_health", "Exam: own view of the health"),
    ("exam_adl", "Exam: self-care"),
    ("exam_screen", "Exam: screening"),
    ("exam_gds", "Exam: depression scale"),
    ("exam_lips", "Exam: lips"),
    ("exam_teeth", "Exam: teeth"),
    ("exam_throat", "Exam: throat"),
    ("exam_hearing", "Exam: hearing"),
    ("exam_motion", "Exam: motion"),
    ("exam_normal", "Exam: normal or abnormal"),
    ("exam_skin", "Exam: skin"),
    ("exam_sclera", "Exam: sclera"),
    ("exam_lymph", "Exam: lymph nodes"),
    ("exam_barrel", "Exam: barrel chest"),
    ("exam_rales", "Exam: rales"),
    ("exam_rhythm", "Exam: rhythm"),
    ("exam_present", "Exam: present or not"),
    ("exam_edema", "Exam: oedema"),
    ("exam_pedis", "Exam: pulse of the foot"),
    ("exam_rectal", "Exam: rectal examination"),
    ("exam_breast", "Exam: breasts"),
    ("exam_gynaecology", "Exam: gynaecology"),
    ("exam_urine", "Exam: urine"),
    ("exam_negative", "Exam: negative or positive"),
    ("exam_evaluation", "Exam: evaluation"),
    ("exam_guidance", "Exam: guidance"),
    ("exam_risk_control", "Exam: control of risks"),
    ("exam_gap_reason", "Exam: why an item wasn't done"),
]


class HealthCode(models.Model):
    """Code lists of the examination form (domain B)."""

    _inherit = "health.code"

    list_code = fields.Selection(
        selection_add=LISTS, ondelete={name: "cascade" for name, _label in LISTS}
    )
    is_normal = fields.Boolean(
        "Normal", help="What “All normal” fills in, and what is no finding on an exam."
    )

    @api.model
    @tools.ormcache("list_code")
    def _get_normal_id(self, list_code):
        """Id of the normal answer of a list; False where there is none."""
        # sudo: code lists are printed on every form
        codes = self.sudo().search(
            [("list_code", "=", list_code), ("is_normal", "=", True), ("valid_to", "=", False)]
        )
        return codes[:1].id
