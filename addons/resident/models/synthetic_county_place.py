from odoo import models

COUNTY = "990100"
"""No such county: 99 is no province."""
HOSPITALS = 17


class SyntheticCountyPlace(models.AbstractModel):
    """Where the people live: the clinics that are there, or made-up ones."""

    _inherit = "synthetic.county"

    def _get_clinics(self, count):
        """``count`` village clinics, each with a village whose archives can be numbered."""
        units = self.env["org.unit"]
        clinics = units.search([("kind", "=", "village_clinic")], order="code, id", limit=count)
        clinics += self._make_clinics(count - len(clinics))
        for clinic in clinics.filtered(lambda unit: not unit.region_id.archive_prefix):
            clinic.region_id = self._make_village(clinic)
        return clinics

    def _make_clinics(self, count):
        units = self.env["org.unit"]
        hospitals = units.search([("kind", "=", "township_hospital")], order="code, id")
        if count and not hospitals:
            hospitals = self._make_hospitals()
        return units.create(
            [
                {
                    "name": f"合成村{number:03}卫生室",
                    "code": f"SYN-V{number:03}",
                    "kind": "village_clinic",
                    "parent_id": hospitals[number % len(hospitals)].id,
                }
                for number in range(count)
            ]
        )

    def _make_hospitals(self):
        county = self._make_region(COUNTY, "合成县")
        bureau = self.env["org.unit"].create(
            {"name": "合成县卫生健康局", "code": "SYN", "kind": "bureau", "region_id": county.id}
        )
        return self.env["org.unit"].create(
            [
                {
                    "name": f"合成镇{number:02}卫生院",
                    "code": f"SYN-H{number:02}",
                    "kind": "township_hospital",
                    "parent_id": bureau.id,
                    "region_id": self._make_region(
                        f"{COUNTY}{100 + number}", f"合成镇{number:02}", county
                    ).id,
                }
                for number in range(1, HOSPITALS + 1)
            ]
        )

    def _make_village(self, clinic):
        """A village in the township of the clinic's hospital, under codes that are still free."""
        parent = clinic.region_id or clinic.parent_id.region_id
        regions = self.env["cn.region"].with_context(active_test=False)
        township = f"{parent.code or COUNTY:0<9}"[:9]
        known = regions.search([("code", "=like", f"{township}___")]).mapped("code")
        number = max((int(code[-3:]) for code in known), default=200) + 1
        village = self._make_region(
            f"{township}{number}", clinic.name.partition("卫生室")[0], parent
        )
        # archive numbers of villages have 101 to 199 where the statistical code has 201 to 299
        village.archive_prefix = f"{township}{number - 100}"
        return village

    def _make_region(self, code, name, parent=None):
        return self.env["cn.region"].create(
            {
                "code": code,
                "name": name,
                "parent_id": parent and parent.id,
                "source": "合成数据，非真实代码",
            }
        )
