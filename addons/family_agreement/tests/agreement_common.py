import base64
import io

from PIL import Image, ImageDraw
from stdnum.cn import ric

from odoo import fields
from odoo.fields import Command

from odoo.addons.health_archive.tests.common import HealthArchiveCase
from odoo.addons.org_unit.tests.common import new_users


def draw_signature(seed=0):
    """Base64 of a PNG with a few strokes; another picture for another ``seed``."""
    picture = Image.new("RGB", (300, 120), "white")
    ImageDraw.Draw(picture).line([(10, 60), (90 + seed, 20), (200, 100), (290, 40)], "black", 4)
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return base64.b64encode(buffer.getvalue())


BODY = (
    "<p>{{ resident_name }} 与 {{ team_name }} 签订协议 {{ number }}，{{ term }}。</p>{{ packages }}"
    "<p>{{ fee }}</p>"
)


class AgreementCase(HealthArchiveCase):
    """A hospital with two teams, their doctors, a reviewer and a manager; packages and a text."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.signer, cls.other_signer, cls.leader, cls.reviewer, cls.boss = cls._new_staff()
        cls.team = cls._new_team("T1", cls.signer, cls.leader)
        cls.other_team = cls._new_team("T2", cls.other_signer)
        cls.package = cls._new_package("JB", "基础包", ["followup_hypertension", "exam_elder"])
        cls.paid = cls._new_package("GX", "个性化包", ["home_visit", "drug"], nature="extra")
        cls.template = cls._new_template()
        cls.archive = cls._archive(cls.resident)
        cls.archive._activate()

    @classmethod
    def _new_staff(cls):
        doctor = "resident.group_village_doctor,care_team.group_{}"
        chief = "resident.group_health_doctor,care_team.group_{}"
        return new_users(
            cls.env,
            *(
                {"login": f"fa_{login}", "groups": groups.format(role), "name": name,
                 "org_unit_id": cls.hospital.id, "lang": "en_US", "tz": "Asia/Shanghai"}
                for login, groups, role, name in (
                    ("signer", doctor, "member", "签约医生"),
                    ("other", doctor, "member", "他队医生"),
                    ("leader", doctor, "leader", "队长"),
                    ("reviewer", chief, "reviewer", "审核员"),
                    ("boss", chief, "manager", "主管"),
                )
            ),
        )  # fmt: skip

    @classmethod
    def _new_team(cls, code, *users):
        kind = cls.env["care.licence.kind"].search([("may_sign", "=", True)], limit=1)
        practitioners = cls.env["care.practitioner"].create(
            [
                {
                    "name": user.name,
                    "user_id": user.id,
                    "org_unit_id": cls.hospital.id,
                    "licence_kind_id": kind.id,
                    "licence_number": f"{code}{user.id}",
                }
                for user in users
            ]
        )
        return cls.env["care.team"].create(
            {
                "name": f"{code}团队",
                "code": code,
                "org_unit_id": cls.hospital.id,
                "leader_id": practitioners[-1].id,
                "date_from": "2020-01-01",
                "member_ids": [
                    Command.create({"practitioner_id": row.id, "date_from": "2020-01-01"})
                    for row in practitioners
                ],
            }
        )

    @classmethod
    def _new_package(cls, code, name, items, **vals):
        package = cls.env["family.package"].create(
            {
                "code": code,
                "name": name,
                "org_unit_id": cls.hospital.id,
                "valid_from": "2020-01-01",
                "line_ids": [
                    Command.create(
                        {"item_id": cls.env.ref(f"family_agreement.service_item_{item}").id}
                    )
                    for item in items
                ],
                **vals,
            }
        )
        package.action_publish()
        return package

    @classmethod
    def _new_template(cls, **vals):
        template = cls.env["family.template"].create(
            {"code": "XY", "name": "协议", "org_unit_id": cls.hospital.id, "body": BODY,
             "valid_from": "2020-01-01", **vals}
        )  # fmt: skip
        template.action_publish()
        return template

    @classmethod
    def _resident(cls, name, **vals):
        """A resident with a valid identity number."""
        person = super()._resident(name, **vals)
        number = f"451024{person.birth_date:%Y%m%d}{(person.id * 2 + 1) % 1000:03}"
        cls.env["resident.identity"].create(
            {"partner_id": person.id, "number": number + ric.calc_check_digit(number + "0")}
        )
        return person

    @classmethod
    def _new_archive(cls, name, **vals):
        archive = cls._archive(cls._resident(name, **vals))
        archive._activate()
        return archive

    def _draft(self, archive=None, user=None, team=None, **vals):
        """A draft as its doctor enters it."""
        user, team = user or self.signer, team or self.team
        today = fields.Date.context_today(self.env.user)
        return self.env["family.agreement"].with_user(user).create(
            {
                "archive_id": (archive or self.archive).id,
                "team_id": team.id,
                "doctor_id": user.sudo().practitioner_id.id,
                "package_ids": [Command.set(self.package.ids)],
                "sign_date": today,
                "start_date": today,
                **vals,
            }
        )  # fmt: skip

    def _sign(self, agreement, role="resident"):
        agreement._sign(role, draw_signature(), has_read=True)
        agreement._sign("doctor", draw_signature(5))
        return agreement

    def _submit(self, **vals):
        agreement = self._sign(self._draft(**vals))
        agreement.action_submit()
        return agreement

    def _advance(self):
        """The night in which time takes agreements on."""
        with self.enter_registry_test_mode():
            self.env.ref("family_agreement.cron_advance").method_direct_trigger()

    def _agree(self, **vals):
        """An agreement that was signed, submitted and accepted."""
        agreement = self._submit(**vals)
        agreement.with_user(self.reviewer).action_approve()
        return agreement
