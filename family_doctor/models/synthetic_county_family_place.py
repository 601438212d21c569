from odoo import models
from odoo.fields import Command

CODE = "SYN"
ITEMS = ("consultation", "referral", "tcm", "exam_elder", "followup_hypertension",
         "followup_diabetes", "exam_chronic", "elder_assess", "child", "poverty")  # fmt: skip
PAID_ITEMS = ("home_visit", "drug")
BODY = "<p>{{ resident_name }} 与 {{ team_name }} 签订协议 {{ number }}，{{ term }}。</p>{{ packages }}"


class SyntheticCounty(models.AbstractModel):
    """Who signs with synthetic people, and what they are offered."""

    _inherit = "synthetic.county"

    def _get_family_offer(self, county, clinic):
        """``(basic package, paid package, text)`` of the county, made once."""
        if "family_offer" not in county.kept:
            root = clinic.browse(int(clinic.parent_path.split("/")[0]))
            county.kept["family_offer"] = (
                self._make_package(root, f"{CODE}-JB", "合成基础包", ITEMS, "basic"),
                self._make_package(root, f"{CODE}-GX", "合成个性化包", PAID_ITEMS, "extra"),
                self._make_text(root),
            )
        return county.kept["family_offer"]

    def _make_package(self, unit, code, name, items, nature):
        packages = self.env["family.package"]
        if found := packages.search([("code", "=", code), ("state", "=", "published")], limit=1):
            return found
        items = [self.env.ref(f"family_agreement.service_item_{item}") for item in items]
        package = packages.create(
            {
                "code": code,
                "name": name,
                "org_unit_id": unit.id,
                "nature": nature,
                "valid_from": "2018-09-29",
                "line_ids": [
                    Command.create({"item_id": item.id, "tag_ids": [Command.set(item.tag_ids.ids)]})
                    for item in items
                ],
            }
        )
        package.action_publish()
        return package

    def _make_text(self, unit):
        templates = self.env["family.template"]
        if found := templates.search([("code", "=", CODE), ("state", "=", "published")], limit=1):
            return found
        template = templates.create(
            {
                "code": CODE,
                "name": "合成协议",
                "org_unit_id": unit.id,
                "body": BODY,
                "valid_from": "2018-09-29",
            }
        )
        template.action_publish()
        return template

    def _get_family_team(self, county, clinic):
        """``(team of the hospital, practitioner of the clinic)``, made where missing."""
        user = self._get_doctors(clinic)[clinic]
        practitioner = user.practitioner_id or self._make_practitioner(clinic, user)
        hospital = clinic.parent_id
        teams = county.kept.setdefault("family_teams", {})
        if hospital not in teams:
            teams[hospital] = self._make_team(county, hospital, practitioner)
        team = teams[hospital]
        if practitioner not in team.member_ids.practitioner_id:
            start = f"{county.today.year - 3}-01-01"
            team.member_ids = [
                Command.create({"practitioner_id": practitioner.id, "date_from": start})
            ]
        team.unit_ids |= clinic
        return team, practitioner

    def _make_practitioner(self, clinic, user):
        return self.env["care.practitioner"].create(
            {
                "name": user.name,
                "user_id": user.id,
                "org_unit_id": clinic.id,
                "licence_kind_id": self.env.ref("care_team.licence_village").id,
                "licence_number": f"{CODE}{user.id:09}",
            }
        )

    def _make_team(self, county, hospital, leader):
        teams = self.env["care.team"]
        if found := teams.search([("code", "=", f"{CODE}-{hospital.id}")]):
            return found
        start = f"{county.today.year - 3}-01-01"
        return teams.create(
            {
                "name": f"{hospital.name}合成团队",
                "code": f"{CODE}-{hospital.id}",
                "org_unit_id": hospital.id,
                "leader_id": leader.id,
                "date_from": start,
                "load_per_doctor": 10_000,
                "member_ids": [Command.create({"practitioner_id": leader.id, "date_from": start})],
            }
        )
