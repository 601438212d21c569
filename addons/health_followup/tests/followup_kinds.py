from dateutil.relativedelta import relativedelta

from odoo.fields import Command, Date

from .followup_common import TODAY, HealthFollowupCase

USUAL = {"weight": 15.0, "height": 95.0}
"""What fits at every age better than the middle of the range of adults."""
PREGNANCY_DAYS = 280


class HealthFollowupKindsCase(HealthFollowupCase):
    """A resident for each kind of visit: each programme, and each visit of its schedule.

    Nothing here names a kind. One that is added later is walked, too, and fails as long as it lacks
    its form, its menu, its print or a label.
    """

    @classmethod
    def _get_kinds(cls):
        """``[(programme, visit of its schedule or an empty one)]`` in force."""
        in_force = [("valid_to", "=", False)]
        kinds = []
        for programme in cls.env["health.programme"].search(in_force):
            forms = cls.env["health.followup.form"].search(
                [("programme_id", "=", programme.id), *in_force]
            )
            kinds += [(programme, form) for form in forms or [forms]]
        return kinds

    @classmethod
    def _get_user(cls, programme):
        return cls.sensitive if programme.is_sensitive else cls.doctor

    @classmethod
    def _get_followups(cls, programme):
        name = "health.followup.sensitive" if programme.is_sensitive else "health.followup"
        return cls.env[name].with_user(cls._get_user(programme))

    @classmethod
    def _begin(cls, programme, form):
        """The enrolment of a new resident for whom this visit is due today."""
        days = cls._get_days(form)
        person = cls._resident(
            f"{programme.code}{form.code or ''}",
            birth_date=days.pop("birth_date", "1950-01-01" if not form else "1996-01-01"),
            sex=programme.sex or "2",
        )
        archive = cls._archive(person)
        if programme.is_automatic:
            enrolment = archive.enrolment_ids.filtered(lambda e: e.programme_id == programme)
        else:
            enrol = cls._enrol_sensitive if programme.is_sensitive else cls._enrol
            enrolment = enrol(
                archive=archive.with_user(cls._get_user(programme)),
                programme_id=programme.id,
                enrolled_date=days.get("preg_period_date", "2026-01-10"),
            )
        enrolment.write(days)
        return enrolment

    @classmethod
    def _get_days(cls, form):
        """Days in the life of the resident that make a visit of a schedule the one of today."""
        if not form:
            return {}
        today = Date.to_date(TODAY)
        first = today - relativedelta(**{form.unit: form.start})
        pregnancy = relativedelta(days=PREGNANCY_DAYS)
        return {
            "birth": {"birth_date": first},
            "period": {"preg_period_date": first},
            "delivery": {"preg_period_date": first - pregnancy, "preg_delivery_date": first},
            "discharge": {
                "preg_period_date": first - pregnancy,
                "preg_delivery_date": first,
                "preg_discharge_date": first,
            },
        }[form.clock]

    def _create_visit(self, enrolment):
        followups = self._get_followups(enrolment.programme_id)
        return followups.create({"enrolment_id": enrolment.id, "date": TODAY})

    def _get_missing(self, visit):
        return [name for name in visit._get_required_boxes() if not visit[name]]

    def _fill(self, visit):
        """Answer what the form can't be signed without; an answer may ask for another one."""
        for _round in range(5):
            if not (missing := self._get_missing(visit)):
                return
            # what follows from the other answers, such as the class, is there when they are
            asked = [name for name in missing if not visit._fields[name].compute] or missing
            visit.write({name: self._answer(visit, name) for name in asked})
        self.fail(f"{visit.display_name}: {missing} can't be filled in")

    def _answer(self, visit, name):
        field = visit._fields[name]
        if getattr(field, "code_list", None):
            codes = self.env["health.code"].search(
                [("list_code", "=", field.code_list), ("valid_to", "=", False)], limit=1
            )
            return codes.id if field.type == "many2one" else [Command.set(codes.ids)]
        if field.type == "selection":
            return field.get_values(self.env)[0]
        if field.type in ("integer", "float"):
            kind = visit._get_vital_kinds().get(name)
            return USUAL.get(name) or kind and (kind.normal_max or kind.usual_max) or 1
        if field.type == "many2one":
            return self.env[field.comodel_name].search([], limit=1).id
        return visit.date if field.type == "date" else True if field.type == "boolean" else "无"

    def _signed_visit(self, programme, form):
        visit = self._create_visit(self._begin(programme, form))
        self._fill(visit)
        visit.action_sign()
        return visit
