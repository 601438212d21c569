from io import BytesIO

from PIL import Image

from odoo.fields import Command

from odoo.addons.org_unit.tests.common import new_users

from .common import ROLE, ServiceCareCase

AFTER = "2027-06-15 16:00:00"
"""Midnight in China, the day after the last one of the project."""
PDF = b"%PDF-1.4\n%test\n%%EOF\n"


def picture(color=10):
    """A small picture; another colour is another one."""
    stream = BytesIO()
    Image.new("RGB", (40, 30), (color, 90, 120)).save(stream, "JPEG")
    return stream.getvalue()


class ServiceProofCase(ServiceCareCase):
    """Cases, offers and incidents of the project, and a manager of another centre."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.partner_id.lang = "en_US"
        other = cls.env["org.unit"].create(
            {"name": "另一中心", "code": "VS-2", "kind": "service_center"}
        )
        [cls.stranger] = new_users(
            cls.env,
            {"login": "vs_stranger", "groups": ROLE + "manager", "org_unit_id": other.id},
        )

    def _case(self, user=None, **vals):
        """A case as the physician of the supplier describes it, without its proofs."""
        values = {
            "name": "一户一屏血压监测",
            "project_id": self.project.id,
            "type_id": self.env.ref("veteran_services.case_type_both").id,
            "mode_text": "家属查看数据，医师每周回访",
            "device_ids": [
                Command.create({"name": "血压计", "serial_number": "SN-1", "measured": "血压"})
            ],
        }
        return self.env["service.case"].with_user(user or self.physician).create(values | vals)

    def _prove(self, case, color=10):
        case._add_evidence("report.pdf", PDF + bytes([color]), requirement_code="report")
        case._add_evidence("data.pdf", PDF + b"d" + bytes([color]), requirement_code="data_sample")
        case._add_evidence("photo.jpg", picture(color), requirement_code="photo")
        return case

    def _submitted(self, color=10):
        case = self._prove(self._case(name=f"案例{color}"), color)
        case.action_submit()
        return case

    def _case_claim(self, record):
        return self.env["service.claim"].search(
            [("res_model", "=", record._name), ("res_id", "=", record.id)]
        )
