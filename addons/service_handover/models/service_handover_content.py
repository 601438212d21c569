import tempfile

from odoo import api, models
from odoo.fields import Domain

from odoo.addons.evidence.models.evidence_package_mixin import local_time
from odoo.addons.safe_spreadsheet.tools import write_ledger

from ..tools import Contents, local_naive

ENTRY = "service.entry"
BATCH = 500


class ServiceHandover(models.Model):
    """What a package holds; other add-ons add records, lists and documents of theirs."""

    _inherit = "service.handover"

    def _get_handover_records(self):
        """Hook: recordsets of ``evidence.mixin`` whose evidence goes into the package."""
        own = Domain("project_id", "=", self.project_id.id)
        names = ("service.ruling", "service.qualification", "service.assignment")
        found = [self.env[name].search(own, order="id") for name in names]
        return [self.env[ENTRY].browse(self._get_entry_ids()), *found]

    def _get_handover_documents(self):
        """Hook: yield ``(path, bytes or binary file, title)``, see ``evidence.package.mixin``."""
        return ()

    def _get_handover_lists(self, contents):
        """Hook: the :class:`~odoo.addons.safe_spreadsheet.tools.LedgerSheet` of ``lists.xlsx``.

        :param contents: the files and numbers, see ``tools.Contents``
        """
        return []

    def _get_missing_parts(self):
        """Hook: sentences of what the package does not hold, and why."""
        return []

    def _get_members(self):
        """Who ever was on the roster, in the order of entry."""
        own = Domain("project_id", "=", self.project_id.id)
        return self.env["service.member"].search(own, order="entry_date, id")

    def _get_entry_ids(self):
        """Rows of the ledger in the order of the service: drafts, corrected and void ones too."""
        own = Domain("project_id", "=", self.project_id.id)
        return self.env[ENTRY].search(own, order="performed_at, id").ids

    def _get_package_items(self):
        domains = [
            Domain("res_model", "=", records._name) & Domain("res_id", "in", records.ids)
            for records in self._get_handover_records()
        ]
        return self.env["evidence.item"].search(Domain.OR(domains))

    def _write_package(self, file):
        contents = self._collect_contents()
        return super(ServiceHandover, self.with_context(handover=contents))._write_package(file)

    def _collect_contents(self):
        """The :class:`Contents` of the package."""
        entry_ids = self._get_entry_ids()
        named = self._name_originals(self._get_package_items())
        proofs = {}
        for item in named:
            key = item.res_model, item.res_id
            proofs.setdefault(key, []).append((item.requirement_code, item.id))
        return Contents(
            entry_ids,
            {id_: number for number, id_ in enumerate(entry_ids, 1)},
            {item.id: path for item, path in named.items()},
            proofs,
        )

    def _get_documents(self):
        contents = self.env.context["handover"]
        yield "README.txt", self._make_guide(), self.env._("How to read this package")
        yield from self._get_workbooks(contents)
        yield from self._get_papers(contents)
        yield from self._get_handover_documents()

    def _get_workbooks(self, contents):
        _ = self.env._
        books = {
            "ledger.xlsx": (_("Ledger"), self._get_ledger_sheets(contents)),
            "roster.xlsx": (_("Roster"), self._get_roster_sheets(contents)),
            "obligations.xlsx": (
                _("Obligations and claims"),
                self._get_obligation_sheets(contents),
            ),
            "lists.xlsx": (_("Other lists"), self._get_handover_lists(contents)),
        }
        for path, (title, sheets) in books.items():
            with tempfile.TemporaryFile() as file:
                write_ledger(file, sheets, local_naive(self.made_at))
                file.seek(0)
                yield path, file, title

    def _get_batches(self, model, ids):
        """Records of ``model`` in parts; what was read of a part is forgotten before the next."""
        for start in range(0, len(ids), BATCH):
            yield self.env[model].browse(ids[start : start + BATCH])
            self.env.invalidate_all()

    def _get_statement(self):
        _ = self.env._
        project = self.project_id
        return {
            _("Service Project"): project.name,
            _("Centre"): project.service_unit_id.name,
            _("Supplier"): project.supplier_id.name or "",
            _("Period"): f"{project.date_start} – {project.date}",
            _("Counted Up To"): str(self.cut_off),
            _("Made By"): self.made_by_id.name,
            _("Made At"): local_time(self.made_at),
            _("Reason"): self.reason,
            _("Missing"): (self.missing_parts or _("nothing")).replace("\n", " "),
        }

    def _make_guide(self):
        """How to audit the package without Odoo, as plain text."""
        _ = self.env._
        lines = [
            _("Hand-over of the service project “%(name)s”", name=self.project_id.name),
            "",
            *(f"{label}: {text}" for label, text in self._get_statement().items()),
            "",
            _("1. Open verify.html and choose this folder: it names each file that was changed."),
            _("   Compare the SHA-256 it shows with the one on the signed receipt."),
            _("2. ledger.xlsx has one row for each service, with its number. Its columns with files "
              "name the photos and signatures in the folder files."),
            _("3. index.html and index.csv list all files of that folder, each with the number of "
              "the row in ledger.xlsx that it proves."),
            _("4. The folder ledger has the same rows as pages for print, month by month."),
            _("5. obligations.xlsx says what was owed, what counts, and why the rest does not; each "
              "claim names the number of its row."),
            _("6. roster.xlsx: who was entitled from when to when; lists.xlsx: rulings, "
              "qualification, duty, visits and other lists."),
            "",
        ]  # fmt: skip
        return "\r\n".join(lines).encode("utf-8-sig")

    @api.model
    def _get_column_labels(self):
        labels = list(super()._get_column_labels().items())
        # beside the file, so that whoever has a photo in hand finds its row
        return dict([*labels[:2], ("ledger_row", self.env._("Row of ledger.xlsx")), *labels[2:]])

    @api.model
    def _prepare_row(self, number, item, path):
        row = super()._prepare_row(number, item, path)
        numbers = self.env.context["handover"].numbers
        is_entry = item.res_model == ENTRY
        return row | {"ledger_row": numbers.get(item.res_id) if is_entry else None}
