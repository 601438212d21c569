import io
import json
from datetime import UTC
from zoneinfo import ZoneInfo

from markupsafe import Markup

from odoo import api, models
from odoo.exceptions import UserError

from ..tools.package import PackageWriter, make_csv, member_name
from ..tools.verify_page import get_policy, get_script

# One legal time in China: the package must not depend on who builds it.
LEDGER_TZ = ZoneInfo("Asia/Shanghai")


class EvidencePackageMixin(models.AbstractModel):
    """Records that are handed over as one ZIP that needs nothing but a browser.

    ``index.html`` and ``index.csv`` list the originals in ``files/`` and the documents;
    ``manifest.json`` is for programs; ``verify.html`` compares folder or ZIP with it offline, and
    so does ``sha256sum -c SHA256SUMS``. Built twice from the same record it is the same, bit for
    bit, as long as :meth:`_get_documents` gives the same. Give its :meth:`_get_package_items`,
    and what else belongs to it.
    """

    _name = "evidence.package.mixin"
    _description = "Handed Over as a Package"

    def _get_package_items(self):
        """Hook: the ``evidence.item`` to hand over; their order doesn't matter."""
        raise NotImplementedError

    def _get_documents(self):
        """Hook: yield ``(path, bytes or binary file, title)`` of further documents.

        Each is written before the next is asked for, so a generator needs the memory of one
        document only, and closes its file itself. Paths are ASCII (see
        :meth:`~odoo.addons.evidence.tools.package.PackageWriter.add_file`) and should not tell of
        a person; the title is for readers.
        """
        return ()

    def _get_statement(self):
        """Hook: ``{label: text}`` of who hands over what and when, for the pages and the manifest.

        Must not change from one build to the next.
        """
        self.ensure_one()
        return {
            self.env._("Made By"): self.create_uid.name,
            self.env._("Unit"): self.create_uid.company_id.name,
            self.env._("Made At"): local_time(self.create_date),
        }

    def _write_package(self, file):
        """Write the ZIP into a binary file, one original or document at a time.

        :return: SHA-256 of the manifest, which stands for the whole package on a receipt
        :raise UserError: an original is missing or isn't the file that was received.
        """
        self.ensure_one()
        # The unit's language, not the reader's: whoever builds it gets the same package.
        self = self.with_context(lang=self.env.company.partner_id.lang)
        items = self._get_package_items().with_env(self.env)
        items.check_access("read")
        with PackageWriter(file) as package:
            rows = self._write_originals(package, items)
            documents = [
                self._write_document(package, *document) for document in self._get_documents()
            ]
            return self._write_indexes(package, rows, documents)

    def _write_originals(self, package, items):
        named = self._name_originals(items)
        for item, name in named.items():
            self._copy_original(package, item, name)
        return [
            self._prepare_row(number, item, name)
            for number, (item, name) in enumerate(named.items(), 1)
        ]

    @api.model
    def _name_originals(self, items):
        """``{item: its path in the package}`` in the order of the package."""
        items = items.sorted(lambda item: (item.res_model, item.res_id, item.id))
        return {
            item: member_name(number, item.kind, item.sha256, item.mimetype)
            for number, item in enumerate(items, 1)
        }

    def _copy_original(self, package, item, name):
        try:
            with item._open_stored() as source:
                intact = package.add_file(name, source).sha256 == item.sha256
        except OSError:
            intact = False
        if not intact:
            raise UserError(self.env._(
                "“%(file)s” can't be handed over: its stored file is missing or damaged. "
                "Have it restored from the backup first.",
                file=item.name,
            ))  # fmt: skip

    def _write_document(self, package, path, content, title):
        source = io.BytesIO(content) if isinstance(content, bytes) else content
        member = package.add_file(path, source)
        return {"path": path, "title": title, **member._asdict()}

    def _write_indexes(self, package, rows, documents):
        labels, statement = self._get_column_labels(), self._get_statement()
        values = {"labels": labels, "rows": rows, "documents": documents, "statement": statement}
        page = self._render_page("evidence.package_index", values)
        table = [list(labels.values())]
        table += [[row.get(key) for key in labels] for row in rows]
        table += [[document.get(key) for key in labels] for document in documents]
        html_title = self.env._("Index for the browser")
        csv_title = self.env._("Index for spreadsheets")
        documents += [
            self._write_document(package, "index.html", page, html_title),
            self._write_document(package, "index.csv", make_csv(table), csv_title),
        ]
        manifest = {"format": 2, "statement": statement, "files": rows, "documents": documents}
        return self._write_manifest(package, manifest)

    def _write_manifest(self, package, manifest):
        # Without "<" no text in it can end the script element that holds the very same bytes.
        text = json.dumps(manifest, ensure_ascii=False, indent=1).replace("<", "\\u003c")
        script = get_script()
        values = {
            "manifest": Markup(text),
            "statement": manifest["statement"],
            "script": Markup(script),
            "policy": get_policy(script),
        }
        digest = package.add("manifest.json", text.encode()).sha256
        package.add("verify.html", self._render_page("evidence.package_verify", values))
        return digest

    @api.model
    def _render_page(self, template, values):
        html = self.env["ir.qweb"]._render(template, values)
        return f"<!DOCTYPE html>\n{html}\n".encode()

    @api.model
    def _get_column_labels(self):
        return {
            "number": self.env._("No."),
            "path": self.env._("File"),
            "title": self.env._("File Name"),
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
    def _prepare_row(self, number, item, path):
        kinds = dict(item._fields["kind"]._description_selection(self.env))
        located = bool(item.latitude or item.longitude)
        return {
            "number": number,
            "path": path,
            "title": item.name,
            "kind": kinds[item.kind],
            "requirement": item.requirement_label or "",
            "record": item.res_name or "",
            "record_model": item.res_model,
            "record_id": item.res_id,
            "taken_at": local_time(item.taken_at),
            "received_at": local_time(item.received_at),
            "uploaded_by": item.uploaded_by_id.name,
            "latitude": item.latitude if located else None,
            "longitude": item.longitude if located else None,
            "size": item.size,
            "sha256": item.sha256,
            "mimetype": item.mimetype,
            "note": item.note or "",
        }


def local_time(stamp):
    """Stored time (UTC) as legal time with its offset, empty when there is none."""
    if not stamp:
        return ""
    return stamp.replace(tzinfo=UTC).astimezone(LEDGER_TZ).isoformat(" ", "seconds")
