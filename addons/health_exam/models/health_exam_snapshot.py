from odoo import api, models

from odoo.addons.evidence.tools.canonical import canonical_json, canonical_rows, entered_fields

KIND_FIELDS = (
    "code", "unit", "decimals", "normal_min", "normal_max", "normal_min_women", "normal_max_women",
)  # fmt: skip
PAPER_LANG = "zh_CN"
HEAD = (
    "exam_number", "date", "archive_id", "org_unit_id", "doctor_id", "package_ids", "is_complete",
)  # fmt: skip
PERSON = ("name", "sex", "birth_date", "age", "archive_number")


class HealthExam(models.Model):
    """Whole forms, read in a few queries: to compare them, to seal them."""

    _inherit = "health.exam"

    def _read_boxes(self, names):
        """``{exam: {box: value}}``; what is coded is a recordset of ``health.code``."""
        rows = canonical_rows(self, names)
        coded = {name for name in names if self._fields[name].relational}
        codes = self.env["health.code"]
        together = {id_ for row in rows for name in coded for id_ in _as_ids(row[name])}
        codes = codes.browse(together)
        return {
            exam: {
                name: codes.browse(_as_ids(row[name])).with_prefetch(codes._prefetch_ids)
                if name in coded
                else row[name]
                for name in names
            }
            for exam, row in zip(self, rows, strict=True)
        }

    @api.model
    def _get_plain_boxes(self):
        """Names of the boxes that are no tables, in the order of the form."""
        return [name for name in self._get_boxes() if self._fields[name].type != "one2many"]

    @api.model
    def _get_tables(self):
        """Names of the tables on the form, and of what wasn't done."""
        tables = [name for name in self._get_boxes() if self._fields[name].type == "one2many"]
        return [*tables, "gap_ids"]

    @api.model
    def _get_paper_lang(self):
        """Forms and logs of an archive are Chinese, whoever makes them; where Chinese is installed."""
        return PAPER_LANG if self.env["res.lang"]._get_data(code=PAPER_LANG) else self.env.lang

    @api.model
    def _read_kinds(self):
        """Read the kinds of all boxes together, before they are asked for one by one."""
        # sudo: a norm is public, also where a station reads no measurements
        kinds = self.env["health.measurement.kind"].sudo()
        kinds.union(*self._get_measured_boxes().values()).fetch(KIND_FIELDS)

    def _get_flag_of(self, name, value):
        """``↑`` or ``↓`` of a number outside what is normal for this person, else empty."""
        low, high = self._get_box_range(name) if value else (None, None)
        if low is not None and value < low:
            return "↓"
        return "↑" if high is not None and value > high else ""

    @api.model
    def _show_box(self, name, value):
        """A box as it is read: the words of its codes, the number, the text."""
        if not value:
            return ""
        if isinstance(value, models.BaseModel):
            return "、".join(value.mapped("name"))
        if self._fields[name].type == "float":
            return f"{value:.{self._get_decimals(name)}f}"
        return str(value)

    @api.model
    def _get_decimals(self, name):
        return (self._fields[name].get_digits(self.env) or (16, 2))[1]

    def _get_contents(self):
        """``{exam: canonical JSON of all it says}``, the same whoever asks and wherever codes lie."""
        # sudo: a report is of the whole form, whatever a reader may see of it
        exams = self.sudo().with_context(lang=None, active_test=False, bin_size=False)
        exams.env.flush_all()
        boxes = exams._read_boxes(exams._get_plain_boxes())
        heads = canonical_rows(exams, list(HEAD))
        tables = {name: exams._read_table(name) for name in exams._get_tables()}
        return {
            exam.with_env(self.env): canonical_json(
                head
                | {name: _plain(exam[name]) for name in PERSON}
                | {name: _as_codes(value) for name, value in boxes[exam].items()}
                | {name: rows[exam.id] for name, rows in tables.items()}
            )
            for exam, head in zip(exams, heads, strict=True)
        }

    def _read_table(self, name):
        """``{exam id: its rows}`` of a One2many."""
        rows = self[name]
        found = {id_: [] for id_ in self.ids}
        for row in canonical_rows(rows, entered_fields(rows)) if rows else ():
            found[row["exam_id"]].append(row)
        return found


def _as_ids(value):
    return value if isinstance(value, list) else [value] if value else []


def _as_codes(value):
    return value.mapped("code") if isinstance(value, models.BaseModel) else value


def _plain(value):
    return value.isoformat() if hasattr(value, "isoformat") else value or None
