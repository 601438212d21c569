from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

# Of the archive, unless something else is said.
FOLLOWED = ("org_unit_id", "region_id", "township_id", "doctor_id")


class HealthEnrolmentMixin(models.AbstractModel):
    """An archive in a programme: what is due, not what was done (domain C.15, D).

    Two models share it, because whatever says of a person that he has a severe mental disorder or
    tuberculosis stands in a table of its own, closed to all but the sensitive group.
    """

    _name = "health.enrolment.mixin"
    _inherit = ["health.archive.part.mixin", "health.coded.mixin"]
    _description = "Enrolment"
    _order = "next_due_date, id"
    _fixed_fields = frozenset({"archive_id", "programme_id"})

    # Whether this model takes the sensitive programmes, and no other.
    _holds_sensitive_programmes = False

    programme_id = fields.Many2one(
        "health.programme", required=True, index=True, ondelete="restrict",
        domain=lambda self: [
            ("is_sensitive", "=", self._holds_sensitive_programmes), ("valid_to", "=", False)
        ],
    )  # fmt: skip
    programme_code = fields.Char(related="programme_id.code")
    archive_state = fields.Selection(related="archive_id.state", string="State of the archive")
    archive_number = fields.Char(related="archive_id.archive_number")
    name = fields.Char(related="partner_id.name", string="Name of the resident")
    sex = fields.Selection(related="partner_id.sex")
    birth_date = fields.Date(related="partner_id.birth_date")
    age = fields.Integer(related="partner_id.age")
    phone = fields.Char(related="partner_id.phone")
    street = fields.Char(related="partner_id.street", string="Address")
    # stored: lists, rules and groupings of the county go by them; they follow a transfer
    org_unit_id = fields.Many2one(
        related="archive_id.org_unit_id", string="Managing unit", store=True
    )
    region_id = fields.Many2one(related="archive_id.region_id", string="Village", store=True)
    township_id = fields.Many2one(related="archive_id.township_id", string="Township", store=True)
    doctor_id = fields.Many2one(
        "res.users", string="Responsible doctor", compute="_compute_doctor_id", store=True,
        readonly=False, precompute=True, index="btree_not_null", ondelete="restrict",
    )  # fmt: skip
    enrolled_date = fields.Date("Built on", required=True, default=fields.Date.context_today)
    builder_id = fields.Many2one(
        "res.users", string="Built by", readonly=True, default=lambda self: self.env.uid,
        ondelete="restrict",
    )  # fmt: skip
    building_unit_id = fields.Many2one(
        "org.unit", string="Building unit", readonly=True, ondelete="restrict",
        default=lambda self: self.env.user.org_unit_id.id,
    )  # fmt: skip
    diagnosis_date = fields.Date("Diagnosed on")
    diagnosis_unit = fields.Char("Diagnosed by", help="Hospital that made the diagnosis.")
    course_years = fields.Integer(
        "Course (years)", compute="_compute_course_years", help="Whole years since the diagnosis."
    )
    note = fields.Text()

    _one_open = models.UniqueIndex(
        "(archive_id, programme_id) WHERE state <> 'closed'",
        "This resident is in the programme already. Open the enrolment there is.",
    )
    _due_order = models.Index("(next_due_date, id) WHERE state = 'open'")
    _due_list = models.Index("(org_unit_id, next_due_date, id) WHERE state = 'open'")
    _village_list = models.Index("(region_id, programme_id, next_due_date)")
    _unit_list = models.Index("(org_unit_id, programme_id, state)")

    @api.depends("archive_id.doctor_id")
    def _compute_doctor_id(self):
        for enrolment in self:
            enrolment.doctor_id = enrolment.archive_id.doctor_id

    @api.depends("diagnosis_date")
    def _compute_course_years(self):
        today = fields.Date.context_today(self)
        for enrolment in self:
            since = enrolment.diagnosis_date
            not_yet = since and (today.month, today.day) < (since.month, since.day)
            enrolment.course_years = today.year - since.year - not_yet if since else 0

    @api.depends("programme_id.name", "partner_id.name")
    def _compute_display_name(self):
        for enrolment in self:
            enrolment.display_name = (
                f"{enrolment.partner_id.name or ''} · {enrolment.programme_id.name or ''}"
            )

    @api.constrains("programme_id", "archive_id", "enrolled_date")
    def _check_programme(self):
        for enrolment in self:
            programme = enrolment.programme_id
            if programme.is_sensitive != self._holds_sensitive_programmes:
                raise ValidationError(
                    self.env._(
                        "“%(programme)s” isn't kept here: sensitive programmes have a list of "
                        "their own.",
                        programme=programme.name,
                    )
                )
            programme._check_person(enrolment.partner_id, enrolment.enrolled_date)

    @api.constrains("enrolled_date", "diagnosis_date", "last_evaluation_date")
    def _check_past(self):
        for name in ("enrolled_date", "diagnosis_date", "last_evaluation_date"):
            self.archive_id._check_dates_of_life(self, name)

    @api.model_create_multi
    def create(self, vals_list):
        self._check_role("group_village_doctor")
        enrolments = super().create(vals_list)
        enrolments._open_programme()
        return enrolments

    @api.model
    def _get_bulk_columns(self, vals_list):
        columns = super()._get_bulk_columns(vals_list)
        archives = self.env["health.archive"].browse([vals["archive_id"] for vals in vals_list])
        for row, vals, archive in zip(columns, vals_list, archives, strict=True):
            row |= {name: archive[name].id for name in FOLLOWED if name not in vals}
        return columns

    def _after_bulk(self):
        super()._after_bulk()
        self._open_programme()

    def _open_programme(self):
        """What follows from these new enrolments."""
        self._check_archive_in_use()
        self._sync_tags()
        if not self.env.su:  # what the system opens by itself is no care given
            self._log_states(dict.fromkeys(self, ""))

    def write(self, vals):
        if not self._is_server():
            self._check_role("group_village_doctor")
            self._check_not_closed()
        before = self._get_state_texts() if "state" in vals else {}
        result = super().write(vals)
        if self._get_tag_fields() & vals.keys():
            self._sync_tags()
        self._log_states(before)
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_system(self):
        if not self._is_server():
            raise UserError(self.env._("An enrolment is closed, with a reason, not deleted."))

    def copy(self, default=None):
        """:raise UserError: always; a resident is in a programme once"""
        raise UserError(self.env._("An enrolment can't be duplicated: open another one."))

    def get_formview_id(self, access_uid=None):
        """The special archive (专项档案) of the programme, if it has one."""
        if len(self) == 1:
            # sudo: the code of a programme is no secret, and access_uid may be another user
            form = self._get_special_forms().get(self.sudo().programme_id.code)
            if form:
                return self.env.ref(form).id
        return super().get_formview_id(access_uid)

    def action_open(self):
        """Show the special archive of the programme."""
        return self.get_formview_action()

    @api.model
    def _get_special_forms(self):
        """Hook of the blocks: ``{code of the programme: XML id of its form}``."""
        return {}

    def _check_archive_in_use(self):
        """:raise UserError: one of the archives is still a draft"""
        for archive in self.archive_id:
            if not self.env.su and archive.state != "active":
                raise UserError(
                    self.env._(
                        "Put the archive of %(name)s in use first.", name=archive.partner_id.name
                    )
                )

    def _get_state_texts(self):
        """``{enrolment: its programme and state}`` as the list of changes tells it."""
        states = dict(self._fields["state"]._description_selection(self.env))
        return {e: f"{e.programme_id.name} · {states[e.state]}" for e in self}

    def _log_states(self, before):
        """Note in the list of changes what these enrolments are now."""
        after = self._get_state_texts() if before else {}
        self.env["health.archive.change"]._log(
            {
                "archive_id": enrolment.archive_id.id,
                "model": self._name,
                "field_name": "state",
                "old_value": old,
                "new_value": after[enrolment],
                "reason": enrolment.close_note or "",
                "is_sensitive": self._part_is_sensitive,
            }
            for enrolment, old in before.items()
            if old != after[enrolment] and enrolment.archive_id._is_logged()
        )
