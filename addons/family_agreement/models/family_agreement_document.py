import hashlib
import json

from markupsafe import Markup, escape

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from odoo.addons.evidence.tools.canonical import canonical_json

from ..tools import fill

# What is said in the document: it doesn't change while a signature stands below it.
CONTENT = frozenset(
    {
        "archive_id", "team_id", "doctor_id", "template_id", "package_ids", "line_ids",
        "sign_date", "start_date", "term_years", "fee_insurance", "fee_fund", "free_reason",
        "representative_name", "representative_relation", "representative_phone",
    }
)  # fmt: skip

# Of the data what the agreement itself keeps; a person or a team may be renamed later.
KEPT = (
    "number", "representative", "template", "packages", "services", "sign_date", "start_date",
    "end_date", "fee", "free_reason",
)  # fmt: skip


class FamilyAgreement(models.Model):
    """The document that is signed: text and data, fixed at the first signature, with their hash."""

    _inherit = "family.agreement"
    _server_fields = frozenset({"document_html", "document_data", "document_hash", "document_at"})

    document_html = fields.Html(
        "Agreement text", readonly=True, copy=False, sanitize=False, prefetch=False
    )
    document_data = fields.Text(
        readonly=True, copy=False, prefetch=False, export_string_translation=False
    )
    document_hash = fields.Char(
        "Document (SHA-256)", size=64, readonly=True, copy=False, index="btree_not_null",
        help="Fingerprint of text and data as both sides signed them; printed on the agreement.",
    )  # fmt: skip
    document_at = fields.Datetime("Text fixed at", readonly=True, copy=False)
    preview_html = fields.Html("Text as it stands", compute="_compute_preview_html", sanitize=False)

    @api.depends(
        "document_html", "template_id", "archive_id", "team_id", "doctor_id", "line_ids",
        "start_date", "end_date", "representative_name", "fee_total",
    )  # fmt: skip
    def _compute_preview_html(self):
        for agreement in self:
            agreement.preview_html = agreement.document_html or agreement._fill_template()

    def write(self, vals):
        if not self._is_server() and vals.keys() & CONTENT:
            self._check_unsigned()
        return super().write(vals)

    @api.model
    def _get_placeholders(self):
        """``{name: label}`` of what a template may name."""
        return {
            "number": self.env._("Agreement number"),
            "resident_name": self.env._("Name of the resident"),
            "resident_sex": self.env._("Sex"),
            "resident_birth_date": self.env._("Date of birth"),
            "resident_identity": self.env._("Identity number (masked)"),
            "resident_phone": self.env._("Phone of the resident"),
            "resident_address": self.env._("Village"),
            "archive_number": self.env._("Archive number"),
            "groups": self.env._("Groups of the resident"),
            "representative": self.env._("Who signs for the resident"),
            "team_name": self.env._("Team"),
            "team_phone": self.env._("Phone of the team"),
            "doctor_name": self.env._("Family doctor"),
            "institution": self.env._("Institution"),
            "packages": self.env._("Packages and services (table)"),
            "term": self.env._("Term: first and last day"),
            "fee": self.env._("Fee and who pays it"),
            "sign_date": self.env._("Day of signing"),
        }

    def _get_document_data(self):
        """What the agreement says, as plain data; the same for whoever reads it."""
        self.ensure_one()
        # sudo: both sides sign what the system knows, also where the signer's role shows less
        agreement = self.sudo().with_context(lang=None)
        person = agreement.archive_id.partner_id
        return {
            "number": agreement.number,
            "archive": agreement.archive_id.archive_number,
            "resident": person.name,
            "birth_date": person.birth_date,
            "sex": person.sex,
            "representative": agreement.representative_name or None,
            "relation": agreement.representative_relation_id.code or None,
            "team": [agreement.team_id.id, agreement.team_id.name],
            "doctor": [agreement.doctor_id.id, agreement.doctor_id.name],
            "template": [agreement.template_id.code, agreement.template_id.version],
            "packages": [
                [package.code, package.version, f"{package.price:.2f}"]
                for package in agreement.package_ids.sorted("id")
            ],
            "services": [
                [line.item_id.code, line.times, line.planned, line.spread, line.must_finish]
                for line in agreement.line_ids.sorted(lambda row: row.item_id.code)
            ],
            "sign_date": agreement.sign_date,
            "start_date": agreement.start_date,
            "end_date": agreement.end_date,
            "fee": [
                f"{agreement[name]:.2f}" for name in ("fee_total", "fee_insurance", "fee_fund")
            ],
            "free_reason": agreement.free_reason or None,
        }

    def _fill_template(self):
        """The text of the template with all that is known so far."""
        self.ensure_one()
        values = dict.fromkeys(self._get_placeholders(), "____") | {
            name: value for name, value in self._get_placeholder_values().items() if value
        }
        return fill(self.template_id.body, values)

    def _get_placeholder_values(self):
        # sudo: as in _get_document_data
        agreement = self.sudo()
        person, team = agreement.archive_id.partner_id, agreement.team_id
        sexes = dict(person._fields["sex"]._description_selection(self.env))
        return {
            "number": agreement.number if agreement.number != "/" else "",
            "resident_name": person.name,
            "resident_sex": sexes.get(person.sex),
            "resident_birth_date": self._format_day(person.birth_date),
            "resident_identity": person.identity_number,
            "resident_phone": person.phone,
            "resident_address": person.region_id.complete_name,
            "archive_number": agreement.archive_id.archive_number,
            "groups": "、".join(agreement.tag_ids.mapped("name")),
            "representative": agreement._get_representative_text(),
            "team_name": team.name,
            "team_phone": team.phone,
            "doctor_name": agreement.doctor_id.name,
            "institution": team.org_unit_id.name,
            "packages": agreement._get_services_table(),
            "term": self.env._(
                "%(first)s to %(last)s",
                first=self._format_day(agreement.start_date),
                last=self._format_day(agreement.end_date),
            ),
            "fee": agreement._get_fee_text(),
            "sign_date": self._format_day(agreement.sign_date),
        }

    def _format_day(self, date):
        return format_date(self.env, date, date_format="yyyy-MM-dd") if date else ""

    def _get_representative_text(self):
        if not self.representative_name:
            return ""
        return f"{self.representative_name}（{self.representative_relation_id.name or ''}）"

    def _get_services_table(self):
        head = (self.env._("Package"), self.env._("Service"), self.env._("Times in the term"))
        rows = [
            (line.package_id.name, line.item_id.name, str(line.planned)) for line in self.line_ids
        ]
        cells = Markup("").join(
            Markup("<tr>%s</tr>") % Markup("").join(Markup("<td>%s</td>") % cell for cell in row)
            for row in rows
        )
        titles = Markup("").join(Markup("<th>%s</th>") % escape(title) for title in head)
        return Markup('<table class="table table-sm table-bordered"><thead><tr>%s</tr></thead>'
                      "<tbody>%s</tbody></table>") % (titles, cells)  # fmt: skip

    def _get_fee_text(self):
        if not self.fee_total:
            return self.env._("free of charge")
        return self.env._(
            "%(total).2f yuan; of it insurance %(insurance).2f, public funds %(fund).2f, resident "
            "%(resident).2f",
            total=self.fee_total,
            insurance=self.fee_insurance,
            fund=self.fee_fund,
            resident=self.fee_resident,
        )

    def _fix_document(self):
        """Fix what is signed: from here on text and data stand still.

        :raise UserError: something that both sides have to know is missing
        """
        self.ensure_one()
        if self.document_hash:
            return
        self._check_before_signing()
        self._refresh_content()
        html, data = str(self._fill_template()), canonical_json(self._get_document_data())
        self._write_server(
            {
                "document_html": html,
                "document_data": data,
                "document_hash": self._get_hash(html, data),
                "document_at": fields.Datetime.now(),
            }
        )

    @api.model
    def _get_hash(self, html, data):
        return hashlib.sha256(f"{html}\n{data}".encode()).hexdigest()

    def _check_unsigned(self):
        """:raise UserError: a signature stands below one of these"""
        for agreement in self:
            if agreement.document_hash:
                raise UserError(
                    self.env._(
                        "Agreement %(number)s is being signed: its text doesn't change any more. "
                        "Take the signatures back first, then change it and sign again.",
                        number=agreement.number,
                    )
                )

    def _get_document_breaks(self):
        """Labels of what isn't as it was signed: the text, the data, or one of the signatures."""
        self.ensure_one()
        breaks = []
        found = self._get_hash(self.document_html or "", self.document_data or "")
        if found != self.document_hash:
            breaks.append(self._get_label("document_html"))
        else:
            signed = json.loads(self.document_data)
            kept = json.loads(canonical_json(self._get_document_data()))
            if any(signed.get(name) != kept[name] for name in KEPT):
                breaks.append(self.env._("What the agreement says"))
        breaks += [
            signature.display_name
            for signature in self.signature_ids.filtered(lambda row: row.state == "valid")
            if not signature._is_genuine()
        ]
        return breaks

    def _get_seal_breaks(self):
        return [*super()._get_seal_breaks(), *self._get_document_breaks()]
