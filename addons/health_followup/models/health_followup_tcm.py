from odoo import api, fields, models

from odoo.addons.health_archive.tools import many_codes, one_code

from ..tools import tcm
from .health_tcm_constitution import QUESTIONS

BLOCK = {"prefetch": "tcm"}
ANSWERS = {number: f"tcm_{number:02}_id" for number in range(1, QUESTIONS + 1)}
KEYS = ("balanced", "qi", "yang", "yin", "phlegm", "heat", "blood", "mood", "special")
SCORES = [f"tcm_{key}" for key in KEYS]


def _points(label):
    return fields.Integer(label, compute="_compute_tcm", store=True, aggregator=None, **BLOCK)


class HealthFollowupTcm(models.AbstractModel):
    """Constitution of an elder by 33 questions about the last year (domain C.6).

    The questions are boxes of ``health_followup_tcm_question``; which of them tells which
    constitution is data.
    """

    _name = "health.followup.tcm"
    _inherit = ["health.followup.tcm.question"]
    _description = "Constitution in Chinese Medicine"

    tcm_open_count = fields.Integer("Questions without an answer", compute="_compute_tcm_open")
    tcm_balanced = _points("Balanced")
    tcm_qi = _points("Qi deficiency")
    tcm_yang = _points("Yang deficiency")
    tcm_yin = _points("Yin deficiency")
    tcm_phlegm = _points("Phlegm-dampness")
    tcm_heat = _points("Damp-heat")
    tcm_blood = _points("Blood stasis")
    tcm_mood = _points("Qi stagnation")
    tcm_special = _points("Special diathesis")
    tcm_yes_ids = many_codes(
        "tcm_constitution", "Constitution", "health_followup_tcm_yes_rel",
        compute="_compute_tcm", store=True, help="All that hold: mixed ones are normal.",
    )  # fmt: skip
    tcm_tendency_ids = many_codes(
        "tcm_constitution", "Tendency to", "health_followup_tcm_tendency_rel",
        compute="_compute_tcm", store=True, help="Of the balanced one: on the whole yes.",
    )  # fmt: skip
    tcm_main_id = one_code(
        "tcm_constitution", "Main constitution", compute="_compute_tcm", store=True, readonly=False,
        help="The one with most points guides the advice; with equal points the doctor decides.",
        **BLOCK,
    )  # fmt: skip
    tcm_is_undecided = fields.Boolean(
        "No constitution", compute="_compute_tcm", store=True,
        help="All is answered and none holds: the questions are asked again.", **BLOCK,
    )  # fmt: skip
    tcm_contradiction = fields.Char(compute="_compute_tcm_contradiction")
    tcm_guidance_ids = many_codes(
        "tcm_guidance", "TCM guidance", "health_followup_tcm_guidance_rel"
    )
    tcm_guidance_other = fields.Char("Other TCM guidance", **BLOCK)

    @api.depends(*ANSWERS.values())
    def _compute_tcm_open(self):
        for followup in self:
            followup.tcm_open_count = sum(not followup[name] for name in ANSWERS.values())

    @api.depends("date", *ANSWERS.values())
    def _compute_tcm(self):
        constitutions = self.env["health.tcm.constitution"]
        for followup in self:
            scores, grades = {}, {}
            if followup._is_tcm_complete():
                answers = {number: followup[name].score for number, name in ANSWERS.items()}
                found = constitutions._get_in_force(followup.date)
                scores = {one: one._add_up(answers) for one in found}
                grades = found._grade(scores, followup.date)
            followup._set_tcm(scores, grades)

    def _is_tcm_complete(self):
        return bool(self.date) and all(self[name] for name in ANSWERS.values())

    def _set_tcm(self, scores, grades):
        """Keep points and grades; without an answer to all questions there are none."""
        points = {one.key: score for one, score in scores.items()}
        for key, name in zip(KEYS, SCORES, strict=True):
            self[name] = points.get(key, 0)
        codes = self.env["health.code"]
        holds = {
            grade: codes.union(*(one.code_id for one, found in grades.items() if found == grade))
            for grade in (tcm.YES, tcm.TENDENCY)
        }
        self.tcm_yes_ids, self.tcm_tendency_ids = holds[tcm.YES], holds[tcm.TENDENCY]
        self.tcm_is_undecided = bool(grades) and not (holds[tcm.YES] | holds[tcm.TENDENCY])
        self.tcm_main_id = self._get_main(scores, grades)

    def _get_main(self, scores, grades):
        """Code of the constitution that guides; empty where two have equal points."""
        for grade in (tcm.YES, tcm.TENDENCY):
            holding = [one for one, found in grades.items() if found == grade]
            balanced = [one for one in holding if one.is_balanced]
            most = max((scores[one] for one in holding), default=0)
            found = balanced or [one for one in holding if scores[one] == most]
            if found:
                return found[0].code_id if len(found) == 1 else self.env["health.code"]
        return self.env["health.code"]

    @api.depends("tcm_yes_ids")
    def _compute_tcm_contradiction(self):
        constitutions = self.env["health.tcm.constitution"]
        for followup in self:
            text, found = False, followup.tcm_yes_ids
            # nearly nobody has two, and every form asks
            for one in constitutions._get_in_force(followup.date) if len(found) > 1 else ():
                if one.code_id in found and one.contradicts_id.code_id in found:
                    text = self.env._(
                        "%(one)s and %(other)s contradict each other: ask these questions again.",
                        one=one.code_id.name,
                        other=one.contradicts_id.code_id.name,
                    )
            followup.tcm_contradiction = text

    def _get_required_boxes(self):
        names = super()._get_required_boxes()
        return names + list(ANSWERS.values()) if self._is_tcm_begun() else names

    def _is_tcm_begun(self):
        return any(self[name] for name in ANSWERS.values() if name not in self._get_tcm_measured())

    @api.model
    def _get_tcm_measured(self):
        """Questions that a measurement answers by itself."""
        return {"tcm_09_id", "tcm_28_id"}

    def _get_other_findings(self):
        findings = super()._get_other_findings()
        if not self.tcm_is_undecided:
            return findings
        return findings | self.env.ref("health_followup.finding_tcm_undecided")

    @api.model
    def _get_deciding_fields(self):
        return [*super()._get_deciding_fields(), "tcm_is_undecided"]
