from odoo import Command
from odoo.tests import TransactionCase

from odoo.addons.org_unit.tests.common import new_users

VISIT = "x_indicator_visit"
YEAR = ("2026-01-01", "2026-12-31")


class IndicatorCase(TransactionCase):
    """A bureau with two hospitals and three clinics, and visits as a model to count.

    The visits are a model made for these tests: the add-on itself knows nothing to count.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._make_visits()
        cls.bureau = cls._unit("T-B", "bureau")
        cls.hospital_1 = cls._unit("T-1", "township_hospital", cls.bureau)
        cls.hospital_2 = cls._unit("T-2", "township_hospital", cls.bureau)
        cls.clinic_a = cls._unit("T-1A", "village_clinic", cls.hospital_1)
        cls.clinic_b = cls._unit("T-1B", "village_clinic", cls.hospital_1)
        cls.clinic_c = cls._unit("T-2C", "village_clinic", cls.hospital_2)
        viewer = "indicator.group_indicator_viewer"
        manager = "indicator.group_indicator_manager"
        cls.county, cls.township, cls.village, cls.manager = new_users(
            cls.env,
            cls._user_vals("t_county", cls.bureau, viewer),
            cls._user_vals("t_township", cls.hospital_1, viewer),
            cls._user_vals("t_village", cls.clinic_a, viewer),
            cls._user_vals("t_manager", cls.bureau, manager),
        )
        cls.persons = cls.env["res.partner"].create([{"name": f"P{i}"} for i in range(6)])
        cls.document = cls.env["indicator.document"].create(
            {"name": "Bulletin", "issuer": "Office", "date": "2026-01-31", "file": "eA=="}
        )
        cls.kind = cls.env.ref("indicator.population_kind_resident")

    @classmethod
    def _make_visits(cls):
        many2one = {"ttype": "many2one", "on_delete": "restrict"}
        cls.env["ir.model"].create(
            {
                "name": "Visits",
                "model": VISIT,
                "field_id": [
                    Command.create({"name": name, "field_description": name, **vals})
                    for name, vals in {
                        "x_name": {"ttype": "char"},
                        "x_unit_id": {**many2one, "relation": "org.unit", "index": True},
                        "x_person_id": {**many2one, "relation": "res.partner"},
                        "x_date": {"ttype": "date"},
                        "x_time": {"ttype": "datetime"},
                        "x_hours": {"ttype": "float"},
                    }.items()
                ],
                "access_ids": [
                    Command.create(
                        {
                            "name": "visits",
                            "group_id": cls.env.ref("indicator.group_indicator_manager").id,
                            "perm_read": True,
                        }
                    )
                ],
            }
        )
        cls.Visit = cls.env[VISIT]

    @classmethod
    def _unit(cls, code, kind, parent=None):
        vals = {"code": code, "name": code, "kind": kind, "parent_id": parent and parent.id}
        return cls.env["org.unit"].create(vals)

    @classmethod
    def _user_vals(cls, login, unit, groups):
        return {"login": login, "groups": groups, "org_unit_id": unit.id}

    @classmethod
    def _visit(cls, unit, person=None, day="2026-03-01", **vals):
        values = {"x_unit_id": unit.id, "x_person_id": person and person.id, "x_date": day, **vals}
        return cls.Visit.create(values)

    @classmethod
    def _query(cls, name="Visits", **vals):
        return cls.env["indicator.query"].create(
            {
                "name": name,
                "model": VISIT,
                "unit_field": "x_unit_id",
                "date_field": "x_date",
                **vals,
            }
        )

    @classmethod
    def _indicator(cls, code="T-01", **vals):
        return cls.env["indicator.indicator"].create(
            {
                "name": code,
                "code": code,
                "formula": "Formula",
                "valid_from": "2026-01-01",
                "source": "Source",
                "unit": "times",
                "denominator_source": "none",
                **vals,
            }
        )

    def _board_row(self, user, indicator, unit=None, period=YEAR):
        board = self.env["indicator.indicator"].with_user(user)
        rows = board.get_board(unit and unit.id, *period)["rows"]
        return next(row for row in rows if row["code"] == indicator.code)
