"""A county with two hospitals and a clinic; who writes there and who reads."""

import base64
import io

from PIL import Image

from odoo.tests import TransactionCase

from odoo.addons.org_unit.tests.common import new_users

LOGS = ("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
DAY = "2026-11-02"


def picture(form="PNG", size=(80, 30)):
    """A picture in base64, as a browser sends it."""
    stream = io.BytesIO()
    Image.new("RGB", size, "white").save(stream, form)
    return base64.b64encode(stream.getvalue())


class ContentCase(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.partner_id.lang = "en_US"
        cls.county = cls._unit("CONTENT-COUNTY", "bureau")
        cls.hospital = cls._unit("CONTENT-HOSPITAL", "township_hospital", cls.county)
        cls.other = cls._unit("CONTENT-OTHER", "township_hospital", cls.county)
        cls.clinic = cls._unit("CONTENT-CLINIC", "village_clinic", cls.hospital)
        editor = "unit_content.group_content_editor"
        cls.chief, cls.editor, cls.reader, cls.village, cls.neighbour = new_users(
            cls.env,
            {"login": "content_chief", "groups": editor, "org_unit_id": cls.county.id},
            {"login": "content_editor", "groups": editor, "org_unit_id": cls.hospital.id},
            cls._reader("content_reader", cls.hospital),
            cls._reader("content_village", cls.clinic),
            cls._reader("content_neighbour", cls.other),
        )

    @classmethod
    def _unit(cls, code, kind, parent=None):
        vals = {"name": code, "code": code, "kind": kind, "parent_id": parent and parent.id}
        return cls.env["org.unit"].create(vals)

    @classmethod
    def _reader(cls, login, unit):
        return {"login": login, "groups": "base.group_user", "org_unit_id": unit.id}

    def _make(self, kind, user=None, **values):
        body = {} if kind == "banner" else {"body": "<p>Text</p>"}
        vals = {"name": "Title", "date_from": DAY, **body, **values}
        if kind == "banner":
            vals.setdefault("picture", picture())
        return self.env[f"content.{kind}"].with_user(user or self.editor).create(vals)

    def _publish(self, kind, user=None, **values):
        record = self._make(kind, user, **values)
        record.action_publish()
        return record

    def _sees(self, user, record):
        return bool(self.env[record._name].with_user(user).search([("id", "=", record.id)]))
