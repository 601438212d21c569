from odoo.tests import TransactionCase, new_test_user

SECTIONS = {
    "nurse": ("symptom", "general", "lifestyle", "history"),
    "doctor": ("organ", "body"),
    "lab": ("laboratory",),
    "image": ("ecg", "imaging"),
}
"""Who works on which sections of the form."""

NORMAL = {
    "nurse": {
        "symptom_ids": ["symptom/01"], "temperature": 36.5, "pulse": 72, "respiration": 18,
        "sbp_left": 128, "dbp_left": 78, "sbp_right": 126, "dbp_right": 76, "height": 162.0,
        "weight": 60.0, "waist": 82.0, "elder_health_id": "exam_self_health/1",
        "elder_adl_id": "exam_adl/1", "elder_cognition_id": "exam_screen/1",
        "elder_emotion_id": "exam_screen/1", "exercise_id": "exam_exercise/1",
        "diet_ids": ["exam_diet/1"], "smoke_id": "exam_smoke/1", "drink_id": "exam_drink/1",
        "occ_hazard_id": "occ_hazard/1", "problem_cerebro_ids": ["problem_cerebro/1"],
        "problem_renal_ids": ["problem_renal/1"], "problem_heart_ids": ["problem_heart/1"],
        "problem_vessel_ids": ["problem_vessel/1"], "problem_eye_ids": ["problem_eye/1"],
        "problem_neuro_id": "problem_neuro/1", "problem_other_id": "problem_other/1",
    },
    "doctor": {
        "lips_id": "exam_lips/1", "teeth_ids": ["exam_teeth/1"], "throat_id": "exam_throat/1",
        "vision_left": 4.8, "vision_right": 4.9, "hearing_id": "exam_hearing/1",
        "motion_id": "exam_motion/1", "skin_id": "exam_skin/1", "sclera_id": "exam_sclera/1",
        "lymph_id": "exam_lymph/1", "barrel_chest_id": "exam_barrel/1",
        "breath_id": "exam_normal/1", "rales_id": "exam_rales/1", "heart_rate": 72,
        "rhythm_id": "exam_rhythm/1", "murmur_id": "exam_present/1",
        "abdomen_tender_id": "exam_present/1", "abdomen_mass_id": "exam_present/1",
        "abdomen_liver_id": "exam_present/1", "abdomen_spleen_id": "exam_present/1",
        "abdomen_dullness_id": "exam_present/1", "edema_id": "exam_edema/1",
    },
    "lab": {
        "hgb": 132, "wbc": 6.2, "plt": 210, "urine_protein_id": "exam_urine/1",
        "urine_glucose_id": "exam_urine/1", "urine_ketone_id": "exam_urine/1",
        "urine_blood_id": "exam_urine/1", "alt": 22.0, "ast": 24.0, "tbil": 12.0, "crea": 66.0,
        "urea": 5.2, "fbg": 5.3, "tc": 4.6, "tg": 1.2, "ldl": 2.6, "hdl": 1.4,
    },
    "image": {"ecg_id": "exam_normal/1", "ultrasound_id": "exam_normal/1"},
}  # fmt: skip
"""A whole form of an elder in which nothing is wrong, by who writes it; codes as list/code."""


class ExamCase(TransactionCase):
    """A township hospital with four stations, and an elder of one of its villages."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.hospital = cls.env.ref("org_unit.unit_debao_hospital_01")
        cls.env["health.exam.station"].search(
            [("org_unit_id", "=", cls.hospital.id)]
        ).active = False
        cls.desk = cls._new_user("exam_desk", "health_exam.group_exam_staff")
        cls.chief = cls._new_user("exam_chief", "health_exam.group_exam_chief")
        for name in SECTIONS:
            setattr(cls, name, cls._new_user(f"exam_{name}", "health_exam.group_exam_staff"))
            cls._new_station(name)
        cls.elder = cls._new_elder()

    @classmethod
    def _new_user(cls, login, groups):
        return new_test_user(
            cls.env, login, groups, org_unit_id=cls.hospital.id, tz="Asia/Shanghai", lang="en_US"
        )

    @classmethod
    def _new_station(cls, name):
        sections = cls.env["health.exam.section"].search([("code", "in", SECTIONS[name])])
        return cls.env["health.exam.station"].create(
            {
                "name": f"Station {name}",
                "org_unit_id": cls.hospital.id,
                "section_ids": sections.ids,
                "doctor_ids": getattr(cls, name).ids,
            }
        )

    @classmethod
    def _new_elder(cls, name="韦春花", sex="2", birth="1953-04-05", **vals):
        """The archive in use of a resident of a village of the hospital."""
        clinic = cls.hospital.child_ids[0]
        person = cls.env["res.partner"].create(
            {
                "name": name,
                "is_resident": True,
                "birth_date": birth,
                "sex": sex,
                "resident_unit_id": clinic.id,
                "region_id": clinic.region_id.id,
                **vals,
            }
        )
        archive = cls.env["health.archive"].create({"partner_id": person.id})
        archive._activate()
        return archive

    def _register(self, archive=None, user=None, **vals):
        exams = self.env["health.exam"].with_user(user or self.desk)
        return exams.create({"partner_id": (archive or self.elder).partner_id.id, **vals})

    def _code(self, path):
        list_code, code = path.split("/")
        return self.env["health.code"]._get(list_code, code).id

    def _values(self, values):
        """``values`` with ids instead of list/code."""
        return {
            name: [self._code(path) for path in value]
            if isinstance(value, list)
            else self._code(value)
            if isinstance(value, str) and "/" in value
            else value
            for name, value in values.items()
        }

    def _fill(self, exam, name, **changed):
        """Have a station write what it finds; the elder is well but for ``changed``."""
        values = self._values(NORMAL[name] | changed)
        exam.with_user(getattr(self, name)).write(values)

    def _finish(self, exam, name):
        works = exam.with_user(getattr(self, name)).work_ids
        work = works.filtered(lambda work: getattr(self, name) in work.sudo().station_id.doctor_ids)
        work.summary = "未见异常"
        work.action_finish()

    def _examine(self, archive=None, **changed):
        """An exam with all stations done; ``changed`` are values of the form that differ."""
        exam = self._register(archive)
        for name in NORMAL:
            own = {box: value for box, value in changed.items() if self._is_of(name, box)}
            self._fill(exam, name, **own)
            self._finish(exam, name)
        return exam

    def _is_of(self, name, box):
        return self.env["health.exam"]._get_section_of(box) in SECTIONS[name]
