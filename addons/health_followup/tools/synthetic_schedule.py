"""Visits of children and mothers who don't exist, on the days their schedule has windows for."""

from datetime import timedelta

from odoo.addons.health_archive.tools.synthetic_body import Body

from . import gestation, growth
from .synthetic_boxes import Boxes
from .synthetic_growth import Child

_KEPT_SHARE = 0.9
_TCM_KINDS = {"06", "12", "18", "24", "30", "36"}
_AFTER_DELIVERY = {"postpartum", "check42"}


class Scheduled:
    """What children and mothers have in common: a schedule whose clocks began on ``origins``."""

    def __init__(self, random, forms, followed):
        self._random, self._forms, self._followed = random, forms, followed
        self._schedule = forms.get_schedule(followed.programme_id)
        self.origins = self._get_origins()
        self._windows = [(form, *form._get_window(self.origins)) for form in self._schedule]

    def get_days(self, begin, today):
        """The day of each visit; one in ten is missed."""
        for _form, first, last in self._windows:
            if not first:
                continue
            # windows of before and after an early delivery overlap
            first, last = max(first, begin), min(last, first + timedelta(days=20), today)
            if first <= last and self._random.random() < _KEPT_SHARE:
                day = first + timedelta(days=self._random.randint(0, (last - first).days))
                begin = day + timedelta(days=1)
                yield day

    def get_dates(self, date, latest, is_referral):
        """``(next at the latest, next)`` as ``health.followup.schedule`` computes them."""
        current = self._get_form(date)
        for form, first, last in self._windows:
            if form.sequence > current.sequence and first and last > date:
                latest = min(latest, last)
                return latest, min(max(first, date + timedelta(days=1)), latest)
        return (latest, latest) if is_referral else (None, None)

    def _get_form(self, date):
        begun = [form for form, first, _last in self._windows if first and first <= date]
        return begun[-1] if begun else self._schedule[0]


class Toddler(Scheduled):
    """A child up to six years."""

    def __init__(self, random, forms, followed):
        super().__init__(random, forms, followed)
        self._body = Child(random, followed.sex)

    def _get_origins(self):
        return {"birth": self._followed.birth_date}

    def draw(self, date):
        """:class:`Boxes` of a check."""
        random, code, form = self._random, self._forms.code, self._get_form(date)
        months = gestation.whole_months(self._followed.birth_date, date)
        weight, height = self._body.measure(months)
        warned = random.random() < 0.01 and self._forms.has_code("child_warning", f"{form.code}-1")
        grown, growing = self._evaluate(date, weight, height)
        columns = grown | {
            "form_id": form.id,
            "weight": weight,
            "height": height,
            "bmi": round(weight / (height / 100) ** 2, 2),
            "tcm_09_id": self._forms.get_weight_code(weight, height),
            "child_months": months,
            "child_is_warned": warned,
            "child_hgb": round(random.gauss(121, 8), 1) if months >= 6 else 0.0,
        }
        served = form.code in _TCM_KINDS and random.random() < 0.85
        links = {
            "child_warning_ids": [code("child_warning", f"{form.code}-1" if warned else "0")],
            "child_tcm_ids": [code("child_tcm", number) for number in "123"] if served else [],
            "child_growth_ids": growing,
        }
        return Boxes(random.choice("111112"), columns, links, columns)

    def _evaluate(self, date, weight, height):
        """``(z-scores and bands, ids of the evaluation)``."""
        days = (date - self._followed.birth_date).days
        found = growth.z_scores(self._followed.sex, days, weight, height)
        by_age, tall, by_height, bmi = (round(z, 2) if z else 0.0 for z in found)
        forms = self._forms
        columns = {
            "child_weight_z": by_age,
            "child_height_z": tall,
            "child_weight_height_z": by_height,
            "child_bmi_z": bmi,
            "child_weight_band_id": forms.get_band("child_band", by_age),
            "child_height_band_id": forms.get_band("child_band", tall),
        }
        scales = {"child_wfa": by_age, "child_hfa": tall, "child_wfh": by_height}
        results = {forms.get_band(scale, z) for scale, z in scales.items()} - {None}
        deviant = results - {forms.code("child_growth", "1")}
        return columns, sorted(deviant or results)


class Mother(Scheduled):
    """A pregnant or lying-in woman."""

    def __init__(self, random, forms, followed):
        since = followed.enrolled_date
        self._period = since - timedelta(days=random.randint(30, 110))
        self._due = gestation.due_date(self._period)
        born = self._due + timedelta(days=random.randint(-20, 8))
        self._delivery = born if born <= forms.today else None
        self._body = Body(random, followed.sex, has_pressure=False, has_glucose=False)
        super().__init__(random, forms, followed)

    def _get_origins(self):
        origins = {"period": self._period, "delivery": self._delivery or self._due}
        return origins | {"discharge": origins["delivery"] + timedelta(days=3)}

    @property
    def kept(self):
        """Columns that the enrolment keeps."""
        return {"preg_period_date": self._period, "preg_due_date": self._due}

    def draw(self, date):
        """:class:`Boxes` of a visit."""
        form, code = self._get_form(date), self._forms.code
        delivered = self._delivery and self._delivery <= date
        weeks, days = (0, 0) if delivered else gestation.weeks_and_days(self._period, date)
        is_last = form.kind == "check42"
        vitals = self._body.measure()
        columns = vitals | self.kept | {
            "form_id": form.id,
            "tcm_09_id": self._forms.get_weight_code(vitals["weight"], vitals["height"]),
            "preg_delivery_date": self._delivery if delivered else None,
            "preg_discharge_date": self.origins["discharge"] if delivered else None,
            "preg_weeks": weeks,
            "preg_days": days,
            "preg_class_id": None if is_last else code("preg_class", "1"),
            "preg_recovery_id": code("preg_recovery", "1") if is_last else None,
            "preg_outcome_id": code("preg_outcome", "1") if is_last else None,
        }  # fmt: skip
        return Boxes("2" if form.kind in _AFTER_DELIVERY else "1", columns, {}, vitals)
