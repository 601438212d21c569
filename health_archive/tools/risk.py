"""Risk scores of the domain specification, G, as pure functions.

Coefficients, points and bands are data (``health.risk.value``, ``health.risk.band``) and handed
in; a step table is a list of ``(lower bound, value)``.
"""

from math import exp, log

MMOL_CHOLESTEROL = 38.67
"""mg/dL of cholesterol in one mmol/L."""
UMOL_CREATININE = 88.4
"""µmol/L of creatinine in one mg/dL."""


def get_step(steps, number):
    """Value of the highest step whose lower bound ``number`` reaches; None below all of them."""
    reached = [step for step in steps if step[0] <= number]
    return max(reached)[1] if reached else None


def body_mass_index(weight, height):
    """kg/m², unrounded, of kilograms and centimetres."""
    return weight / (height / 100) ** 2


def blood_pressure_grade(systolic, diastolic, systolic_steps, diastolic_steps):
    """The higher of the grades of both values (mmHg); -1 (low) if neither is raised."""
    grades = get_step(systolic_steps, systolic), get_step(diastolic_steps, diastolic)
    return max(grades) if max(grades) > 0 else min(grades)


def filtration_rate(creatinine, age, coefficients):
    """eGFR by CKD-EPI in ml/min/1.73 m², of creatinine in µmol/L.

    :param coefficients: base, kappa, alpha, beta, age and factor of one sex
    """
    ratio = creatinine / UMOL_CREATININE / coefficients["kappa"]
    return (
        coefficients["base"]
        * min(ratio, 1) ** coefficients["alpha"]
        * max(ratio, 1) ** coefficients["beta"]
        * coefficients["age"] ** age
        * coefficients["factor"]
    )


def diabetes_score(answers, tables):
    """Chinese Diabetes Risk Score: points of age, BMI, waist, systolic, family history and sex.

    :param answers: age, bmi, waist (cm), sbp (mmHg), family_diabetes (bool)
    :param tables: step table per answer, and ``family_diabetes`` and ``sex`` as plain points
    """
    steps = sum(get_step(tables[name], answers[name]) for name in ("age", "bmi", "waist", "sbp"))
    family = tables["family_diabetes"] if answers["family_diabetes"] else 0
    return steps + family + tables["sex"]


def china_par(answers, coefficients):
    """China-PAR: risk in percent of a cardiovascular event within ten years, as an estimate.

    :param answers: age, sbp (mmHg), tc and hdl (mmol/L), waist (cm); treated, smoker, diabetes,
        north, urban, family_cvd (bool)
    :param coefficients: those of one sex; a term it lacks counts nothing
    """
    terms = _china_par_terms(answers)
    total = sum(coefficients.get(name, 0) * value for name, value in terms.items())
    return 100 * (1 - coefficients["survival"] ** exp(total - coefficients["mean"]))


def _china_par_terms(answers):
    age, pressure = log(answers["age"]), log(answers["sbp"])
    treatment = "treated" if answers["treated"] else "untreated"
    terms = {
        "ln_age": age,
        f"ln_sbp_{treatment}": pressure,
        f"ln_age_ln_sbp_{treatment}": age * pressure,
        "ln_tc": log(answers["tc"] * MMOL_CHOLESTEROL),
        "ln_hdl": log(answers["hdl"] * MMOL_CHOLESTEROL),
        "ln_waist": log(answers["waist"]),
    }
    if answers["smoker"]:
        terms["ln_age_smoker"] = age
    if answers["family_cvd"]:
        terms["ln_age_family_cvd"] = age
    present = ("smoker", "diabetes", "north", "urban", "family_cvd")
    return terms | {name: 1 for name in present if answers[name]}
