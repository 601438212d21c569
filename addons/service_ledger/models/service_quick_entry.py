import base64
import binascii

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from odoo.addons.service_project.tools import service_today

ENTERED = frozenset(
    {
        "project_id", "partner_id", "kind_id", "performed_at", "demand", "is_checked", "outcome",
        "result", "place", "latitude", "longitude", "duration", "waiting", "paper_page",
    }
)  # fmt: skip
MAX_PHOTOS = 9


class ServiceQuickEntry(models.AbstractModel):
    """The page on which a service is entered in seconds, on a phone.

    What was typed or scanned comes in the body of a request, never in an address.
    """

    _name = "service.quick.entry"
    _description = "Quick Entry"

    @api.model
    @api.readonly
    def get_start(self, project_id=False):
        """What the page shows before anybody is chosen.

        :return: ``projects`` that run and take rows, ``kinds`` of service, ``today`` with the number
            of rows and the last of them, ``limits`` of photos
        """
        self.env["service.entry"].check_access("create")
        projects = self.env["project.project"].search(
            [("service_phase", "=", "running")], order="date_start DESC, id"
        )
        chosen = projects.browse(project_id or ()) or projects[:1]
        rules = self.env["evidence.file.rules"]
        return {
            "projects": [{"id": row.id, "name": row.name} for row in projects],
            "project_id": chosen.id,
            "kinds": self._get_kinds(),
            "outcomes": self.env["service.entry"]
            ._fields["outcome"]
            ._description_selection(self.env),
            "today": self._get_today(chosen),
            "limits": {"megabytes": rules._get_limit("max_mb", 20), "photos": MAX_PHOTOS},
        }

    @api.model
    def save(self, vals, photos=(), signature=False):
        """Put one row in the ledger, with its proofs.

        :param vals: what was entered, see the fields of ``service.entry``
        :param photos: ``[{"name", "content"}]``, the content in base64 as the camera gave it
        :param signature: PNG of the signature in base64, or False
        :return: how the row stands, see :meth:`_show`
        :raise ValidationError: a photo is refused; nothing is saved then
        """
        if unknown := vals.keys() - ENTERED:
            raise UserError(self.env._("Unknown: %(names)s", names=", ".join(sorted(unknown))))
        if len(photos) > MAX_PHOTOS:
            raise UserError(
                self.env._("At most %(count)s photos; leave the others out.", count=MAX_PHOTOS)
            )
        entry = self.env["service.entry"].create(vals)
        for photo in photos:
            entry._add_evidence(
                photo["name"], self._decode(photo["content"]), requirement_code="photo"
            )
        if signature:
            entry._add_evidence(
                "signature.png",
                self._decode(signature),
                requirement_code="signature",
                kind="signature",
            )
        entry.action_submit()
        return self._show(entry)

    @api.model
    @api.readonly
    def get_state(self, entry_id):
        """How a row stands now, see :meth:`_show`."""
        entry = self.env["service.entry"].browse(entry_id).exists()
        entry.check_access("read")
        return self._show(entry)

    @api.model
    def _show(self, entry):
        return {
            "id": entry.id,
            "name": entry.partner_id.name,
            "kind": entry.kind_id.name,
            "counts": entry.claim_state or "",
            "note": entry.claim_note or "",
            "missing": entry.missing or "",
            "is_rehabilitation": entry.is_rehabilitation,
            "is_judged": entry.is_judged,
            "today": self._get_today(entry.project_id),
        }

    @api.model
    def _get_kinds(self):
        kinds = self.env["service.kind"]
        found = kinds.search(
            kinds._in_force_domain(service_today()) & Domain("is_manual", "=", True)
        )
        names = (
            "code", "name", "icon", "is_rehabilitation", "needs_demand", "needs_photo", "needs_signature",
            "needs_outcome", "needs_paper",
        )  # fmt: skip
        return found.read(names, load=None)

    @api.model
    def _get_today(self, project):
        entries = self.env["service.entry"]
        domain = [
            ("project_id", "=", project.id), ("date", "=", service_today()),
            ("user_id", "=", self.env.uid), ("state", "=", "done"),
            ("superseded_by_id", "=", False),
        ]  # fmt: skip
        last = entries.search(domain, limit=5)
        return {
            "count": entries.search_count(domain),
            "last": [
                {
                    "id": row.id,
                    "name": row.partner_id.name,
                    "kind": row.kind_id.name,
                    "time": fields.Datetime.context_timestamp(self, row.performed_at).strftime(
                        "%H:%M"
                    ),
                    "missing": row.missing or "",
                }
                for row in last
            ],
        }

    @api.model
    def _decode(self, content):
        try:
            return base64.b64decode(content or "", validate=True)
        except binascii.Error as error:
            raise ValidationError(
                self.env._("A picture arrived incomplete. Take it again.")
            ) from error
