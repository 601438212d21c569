"""The paper 健康体检表 (domain B): which boxes stand beside each other, in the order of the form."""

from typing import NamedTuple

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

SYMPTOM_BOXES, TEETH_BOXES, MANY_BOXES, FEW_BOXES = 10, 4, 5, 3


class Cell(NamedTuple):
    """A label and its answer.

    The first of ``names`` gives the label unless there is one; the others are the words beside it,
    or with a ``joint`` the numbers behind it. ``count`` boxes wait for several codes.
    """

    names: tuple
    label: object = ""
    joint: str = ""
    count: int = 1


def _cell(*names, **options):
    return Cell(names, **options)


def _worded(name):
    """A coded answer with the words beside it."""
    return Cell((name, f"{name.removesuffix('s').removesuffix('_id')}_text"))


def _hazard(name):
    return Cell((f"occ_{name}_protection_id", f"occ_{name}"))


_GENERAL = [
    [_cell("temperature"), _cell("pulse")],
    [_cell("respiration"), _cell("bmi")],
    [
        _cell("sbp_left", "dbp_left", label=_lt("Pressure, left (mmHg)"), joint=" / "),
        _cell("sbp_right", "dbp_right", label=_lt("Pressure, right (mmHg)"), joint=" / "),
    ],
    [_cell("height"), _cell("weight")],
    [_cell("waist"), _cell("elder_mmse")],
    [_cell("elder_health_id")],
    [_cell("elder_adl_id")],
    [_cell("elder_cognition_id"), _cell("elder_emotion_id")],
    [_cell("elder_gds_id"), _cell("elder_gds")],
]
_LIFESTYLE = [
    [_cell("exercise_id"), _cell("exercise_minutes")],
    [_cell("exercise_years"), _cell("exercise_mode")],
    [_cell("diet_ids", count=FEW_BOXES)],
    [_cell("smoke_id"), _cell("smoke_per_day")],
    [_cell("smoke_start_age"), _cell("smoke_quit_age")],
    [_cell("drink_id"), _cell("drink_liang")],
    [_cell("drink_quit_id"), _cell("drink_quit_age")],
    [_cell("drink_start_age"), _cell("drunk_id")],
    [_cell("drink_kind_ids", "drink_kind_text", count=4)],
    [_cell("occ_hazard_id"), _cell("occ_job", "occ_years", joint=" ")],
    [_hazard("dust"), _hazard("radiation")],
    [_hazard("physical"), _hazard("chemical")],
    [_hazard("other")],
]
_ORGAN = [
    [_cell("lips_id")],
    [
        _cell("teeth_ids", count=TEETH_BOXES),
        _cell(
            "teeth_upper_left", "teeth_upper_right", "teeth_lower_left", "teeth_lower_right",
            label=_lt("Teeth: upper left, right, lower left, right"), joint=" | ",
        ),
    ],
    [_cell("throat_id")],
    [
        _cell("vision_left", "vision_right", label=_lt("Eyesight, left / right"), joint=" / "),
        _cell(
            "vision_corrected_left", "vision_corrected_right",
            label=_lt("Corrected, left / right"), joint=" / ",
        ),
    ],
    [_cell("hearing_id")],
    [_cell("motion_id")],
]  # fmt: skip
_BODY = [
    [_worded("fundus_id")],
    [_worded("skin_id")],
    [_worded("sclera_id")],
    [_worded("lymph_id")],
    [_cell("barrel_chest_id"), _worded("breath_id")],
    [_worded("rales_id")],
    [_cell("heart_rate"), _cell("rhythm_id")],
    [_worded("murmur_id"), _worded("abdomen_tender_id")],
    [_worded("abdomen_mass_id"), _worded("abdomen_liver_id")],
    [_worded("abdomen_spleen_id"), _worded("abdomen_dullness_id")],
    [_cell("edema_id")],
    [_cell("pedis_id")],
    [_worded("rectal_id")],
    [_cell("breast_ids", "breast_text", count=4)],
    [_worded("vulva_id"), _worded("vagina_id")],
    [_worded("cervix_id"), _worded("uterus_id")],
    [_worded("adnexa_id"), _cell("body_other")],
]
_LABORATORY = [
    [_cell("hgb"), _cell("wbc")],
    [_cell("plt"), _cell("blood_other")],
    [_cell("urine_protein_id")],
    [_cell("urine_glucose_id")],
    [_cell("urine_ketone_id")],
    [_cell("urine_blood_id")],
    [_cell("urine_other"), _cell("microalb")],
    [_cell("fbg"), _cell("hba1c")],
    [_cell("fobt_id"), _cell("hbsag_id")],
    [_cell("alt"), _cell("ast")],
    [_cell("alb"), _cell("tbil")],
    [_cell("dbil"), _cell("crea")],
    [_cell("urea"), _cell("k")],
    [_cell("na"), _cell("tc")],
    [_cell("tg"), _cell("ldl")],
    [_cell("hdl"), _worded("pap_id")],
    [_cell("laboratory_other")],
]
_IMAGING = [
    [_worded("xray_id"), _worded("ultrasound_id")],
    [_worded("ultrasound_other_id")],
]
_HISTORY = [
    [_cell("problem_cerebro_ids", count=MANY_BOXES)],
    [_cell("problem_renal_ids", count=MANY_BOXES)],
    [_cell("problem_heart_ids", count=MANY_BOXES)],
    [_cell("problem_vessel_ids", count=FEW_BOXES)],
    [_cell("problem_eye_ids", count=FEW_BOXES)],
    [_cell("problem_neuro_id"), _cell("problem_other_id")],
    [_cell("problem_text")],
]
_EVALUATION = [
    [_cell("evaluation_id", "abnormal_text")],
    [_cell("guidance_ids", count=FEW_BOXES)],
    [_cell("risk_control_ids", "vaccine_advice", "risk_control_other", count=7)],
    [_cell("weight_target")],
]

PAGES = [
    {
        "symptom": [[_cell("symptom_ids", "symptom_other", count=SYMPTOM_BOXES)]],
        "general": _GENERAL,
        "lifestyle": _LIFESTYLE,
    },
    {"organ": _ORGAN, "body": _BODY},
    {"laboratory": _LABORATORY, "ecg": [[_worded("ecg_id")]], "imaging": _IMAGING},
    {"history": _HISTORY, "tables": [], "evaluation": _EVALUATION},
]
"""Pages: ``{code of the section: its rows}``; ``tables`` stands for stays, drugs and vaccines."""
