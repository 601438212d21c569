"""Messages as devices send them, and the users who sort them out."""

from odoo.fields import Command
from odoo.tests import TransactionCase, new_test_user

from ..tools.message import Arrival

SENDER = "BC-5380|Mindray"
HGB, WBC, PROTEIN = "718-7^HGB^LN", "6690-2^WBC^LN", "U-PRO"
# Made up; the check digit is right.
IDENTITY_NUMBER = "451024195001010015"


def obx(code=HGB, value="135", unit="g/L", status="F", value_type="NM", at=""):
    return f"OBX|1|{value_type}|{code}||{value}|{unit}|130-175|N|||{status}|||{at}"


def hl7_text(
    *lines, number="1", sender=SENDER, sample="S-1", charset="UNICODE UTF-8",
    at="20261102080000", mode="P", name="张^三",
):  # fmt: skip
    """An ORU^R01 as an analyser writes it, with one blood count of one sample."""
    return "\r".join(
        [
            f"MSH|^~\\&|{sender}|LIS|County|{at}||ORU^R01|{number}|{mode}|2.3.1||||||{charset}",
            f"PID|1||{IDENTITY_NUMBER}^^^^NI||{name}||19500101|M",
            f"OBR|1||{sample}|00001^Automated Count^99MRC|||{at}",
            *(lines or [obx()]),
            "",
        ]
    )


def hl7_message(*lines, **options):
    return Arrival(hl7_text(*lines, **options).encode(), "hl7", "192.168.3.15")


def astm_text(*results, sender="BS-240^Mindray", sample="S-1", number="7"):
    """A message of a biochemistry analyser."""
    lines = [
        f"H|\\^&|{number}||{sender}|||||||P|E 1394-97|20261102080000",
        f"P|1||{IDENTITY_NUMBER}||李^四||19500101|M",
        f"O|1|{sample}||^^^GLU|R||20261102075500",
        *(results or ["R|1|^^^GLU|5.60|mmol/L|3.9-6.1|N||F||||20261102075900"]),
        "L|1|N",
        "",
    ]
    return "\r".join(lines)


class DeviceCase(TransactionCase):
    """Two hospitals of a county, a blood-count analyser in the first."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.partner_id.lang = "en_US"
        county = cls.env["org.unit"].create(
            {"name": "DEVICE-COUNTY", "code": "DEVICE-COUNTY", "kind": "bureau"}
        )
        cls.county = county
        cls.hospital, cls.other = cls.env["org.unit"].create(
            [
                {"name": code, "code": code, "kind": "township_hospital", "parent_id": county.id}
                for code in ("DEVICE-1", "DEVICE-2")
            ]
        )
        cls.operator = cls._user("operator", cls.hospital)
        cls.manager = cls._user("manager", cls.hospital)
        cls.stranger = cls._user("manager", cls.other, "stranger")
        cls.central = cls._user("central", county)
        cls.source = cls._make_source(cls.hospital)
        cls.messages = cls.env["device.message"]

    @classmethod
    def _user(cls, group, unit, login=None):
        group_id = f"device_message.group_device_{group}"
        return new_test_user(
            cls.env, f"device_{login or group}", group_id, org_unit_id=unit.id, lang="en_US"
        )

    @classmethod
    def _make_source(cls, unit, **vals):
        codes = [
            {"code": "718-7", "system": "LN", "item_code": "hgb", "unit": "g/L"},
            {"code": "6690-2", "system": "LN", "item_code": "wbc", "unit": "10*9/L"},
            {"code": "GLU", "item_code": "fbg", "unit": "mg/dL", "factor": 0.0555},
            {"code": "MODE", "is_ignored": True},
            {
                "code": "U-PRO", "item_code": "urine_pro", "value_type": "choice",
                "value_ids": [Command.create({"sent": "POS", "value": "2"})],
            },
        ]  # fmt: skip
        return cls.env["device.source"].create(
            {
                "name": "Blood count",
                "code": SENDER,
                "org_unit_id": unit.id,
                "code_ids": [Command.create(vals) for vals in codes],
            }
            | vals
        )

    def _receive(self, *arrivals):
        """Answers as ``(code, fault)``, and the messages that were stored."""
        before = self.messages.search([], limit=1).id or 0
        answers = self.messages._receive(list(arrivals))
        stored = self.messages.search([("id", ">", before)], order="id")
        return [answer[:2] for answer in answers], stored
