import io
import json
from datetime import UTC
from zoneinfo import ZoneInfo

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.package import PackageWriter, make_csv, member_name

# One legal time in China: the package must not depend on who builds it.
LEDGER_TZ = ZoneInfo("Asia/Shanghai")


class EvidencePackage(models.TransientModel):
    """Hand-over of evidence as one ZIP that needs nothing but a browser to be read.

    ``index.html`` and ``index.csv`` list the ``files/``; ``manifest.json`` is for programs;
    ``sha256sum -c SHA256SUMS`` verifies it all. Built twice it is the same, bit for bit.
    """

    _name = "evidence.package"
    _description = "Evidence Hand-over Package"

    item_ids = fields.Many2many(
        "evidence.item",
        string="Evidence",
        required=True,
        default=lambda self: self._get_context_items(),
    )
    item_count = fields.Integer("Files", compute="_compute_totals")
    total_mb = fields.Float("Size (MB)", compute="_compute_totals", digits=(12, 1))

    @api.depends("item_ids")
    def _compute_totals(self):
        for package in self:
            package.item_count = len(package.item_ids)
            package.total_mb = sum(package.item_ids.mapped("size")) / 1024 / 1024

    def action_download(self):
        """Build the package and download it."""
        self.ensure_one()
        if not self.item_ids:
            raise UserError(self.env._("There is no evidence to hand over."))
        url = f"/evidence/package/{self.id}"
        return {"type": "ir.actions.act_url", "url": url, "target": "download"}

    @api.model
    def _get_context_items(self):
        """The items selected in a list, or those of the records selected in a list."""
        name, ids = self.env.context.get("active_model"), self.env.context.get("active_ids") or []
        if name == "evidence.item":
            return self.env[name].browse(ids)
        records = self.env["evidence.item"]._get_bindable(name)
        return self.env["evidence.item"] if records is None else records.browse(ids).evidence_ids

    @api.model
    def _build_package(self, records):
        """ZIP as bytes of the evidence of ``records`` (or of the items themselves)."""
        items = records if records._name == "evidence.item" else records.evidence_ids
        with io.BytesIO() as file:
            self._write_package(items, file)
            return file.getvalue()

    @api.model
    def _write_package(self, items, file):
        """Write the ZIP of ``items`` into a binary file, one original at a time.

        :raise UserError: an original is missing or isn't the file that was received.
        """
        # The unit's language, not the reader's: whoever builds it gets the same package.
        self = self.with_context(lang=self.env.company.partner_id.lang)
        items = items.with_env(self.env)
        items.check_access("read")
        items = items.sorted(lambda item: (item.res_model, item.res_id, item.id))
        names = {
            item: member_name(number, item.kind, item.sha256, item.mimetype)
            for number, item in enumerate(items, 1)
        }
        with PackageWriter(file) as package:
            for item, name in names.items():
                self._copy_original(package, item, name)
            rows = [self._prepare_row(item, name) for item, name in names.items()]
            self._write_indexes(package, rows)

    @api.model
    def _copy_original(self, package, item, name):
        try:
            with item._open_original() as source:
                intact = package.add_file(name, source) == item.sha256
        except OSError:
            intact = False
        if not intact:
            raise UserError(self.env._(
                "“%(file)s” can't be handed over: its stored file is missing or damaged. "
                "Have it restored from the backup first.",
                file=item.name,
            ))  # fmt: skip

    @api.model
    def _write_indexes(self, package, rows):
        labels = self._get_column_labels()
        values = {"labels": labels, "rows": rows}
        html = self.env["ir.qweb"]._render("evidence.package_index", values)
        table = [list(labels.values()), *([row[key] for key in labels] for row in rows)]
        manifest = {"format": 1, "files": rows}
        package.add("index.html", f"<!DOCTYPE html>\n{html}".encode())
        package.add("index.csv", make_csv(table))
        package.add("manifest.json", json.dumps(manifest, ensure_ascii=False, indent=1).encode())

    @api.model
    def _get_column_labels(self):
        return {
            "number": self.env._("No."),
            "path": self.env._("File"),
            "file_name": self.env._("File Name"),
            "kind": self.env._("Kind"),
            "requirement": self.env._("Serves As"),
            "record": self.env._("Belongs To"),
            "taken_at": self.env._("Taken At (claimed)"),
            "received_at": self.env._("Received At"),
            "uploaded_by": self.env._("Uploaded By"),
            "latitude": self.env._("Latitude"),
            "longitude": self.env._("Longitude"),
            "size": self.env._("Size (bytes)"),
            "sha256": self.env._("SHA-256"),
            "note": self.env._("Note"),
        }

    @api.model
    def _prepare_row(self, item, path):
        kinds = dict(item._fields["kind"]._description_selection(self.env))
        located = bool(item.latitude or item.longitude)
        return {
            "number": int(path.partition("/")[2].partition("_")[0]),
            "path": path,
            "file_name": item.name,
            "kind": kinds[item.kind],
            "requirement": item.requirement_label or "",
            "record": item.res_name or "",
            "record_model": item.res_model,
            "record_id": item.res_id,
            "taken_at": _local(item.taken_at),
            "received_at": _local(item.received_at),
            "uploaded_by": item.uploaded_by_id.name,
            "latitude": item.latitude if located else None,
            "longitude": item.longitude if located else None,
            "size": item.size,
            "sha256": item.sha256,
            "mimetype": item.mimetype,
            "note": item.note or "",
        }


def _local(stamp):
    """Stored time (UTC) as legal time with its offset, empty when there is none."""
    return stamp.replace(tzinfo=UTC).astimezone(LEDGER_TZ).isoformat(" ") if stamp else ""
