from odoo import api, models

LONG = ("newborn", "first")
"""Forms of so many boxes that they stand in two halves beside each other."""


class HealthFollowupSchedule(models.AbstractModel):
    """Visits of a schedule on paper: a form for each kind, a column for each visit (domain C.7, C.8).

    Those that come once, such as the visit to a newborn, have a form with one column.
    """

    _inherit = "health.followup.schedule"

    def _get_paper_key(self):
        key = super()._get_paper_key()
        return (key, self.form_kind) if self.form_id else key

    def _get_paper_sheets(self):
        """A visit whose column is taken, such as a check of a finding, goes to another sheet."""
        if not self.form_id:
            return super()._get_paper_sheets()
        sheets = []
        for visit in self:
            for number, sheet in enumerate(sheets):
                if visit._has_paper_room(sheet):
                    sheets[number] |= visit
                    break
            else:
                sheets.append(visit)
        return sheets

    def _has_paper_room(self, visits):
        if not self.form_id:
            return super()._has_paper_room(visits)
        return self.form_code not in visits.mapped("form_code")

    def _get_paper_forms(self):
        forms = super()._get_paper_forms()
        if not self.form_id:
            return forms
        heads, codes = self._get_paper_heads(), self.mapped("form_code")
        is_long = self[:1].form_kind in LONG
        return [
            form._replace(
                rows=[row.place(list(heads), codes) for row in form.rows],
                heads=list(heads.values()) if len(heads) > 1 else (),
                columns=len(heads),
                parts_beside=2 if is_long else 1,
                is_dense=is_long or len(heads) > 1,
            )
            for form in forms
        ]

    def _get_paper_heads(self):
        """Hook: ``{code of a visit: words above its column}`` of the form of these visits."""
        first = self[:1].form_id
        forms = first.search(
            [
                ("programme_id", "=", first.programme_id.id),
                ("kind", "=", first.kind),
                ("valid_to", "=", False),
            ]
        )
        return {form.code: form.name for form in forms | self.form_id}

    def _blank_paper(self):
        """The form that is due now, or next, stays when the day of the visit goes."""
        due = max(filter(None, (self.date, self.enrolment_id.next_due_date)))
        form = self._get_schedule()._get_current(due, self._get_origins())
        super()._blank_paper()
        self.form_id = form

    @api.model
    def _paper_filled(self, row):
        """A row that the national form lacks: only where something was noted."""
        return [row] if any(row.cells) else []

    def _paper_advised(self, *names, text):
        """Rows of the referral and of the guidance, in the order of all these forms."""
        referral = [self._paper_is_referred(), *self._paper_referral()]
        return [*referral, *(self._paper_code(name, text=text) for name in names)]

    def _paper_boxes(self, names, section):
        """A row for each of these boxes with numbered options."""
        return [
            self._paper_code(name, section)
            if getattr(self._fields[name], "code_list", None)
            else self._paper_choice(name, section)
            for name in names
        ]
