from odoo import fields, models


class FamilyAgreement(models.Model):
    """What has to hold before an agreement binds somebody (checks of domain E.3)."""

    _inherit = "family.agreement"

    def _evidence_required_kinds(self):
        setting = self.env["family.setting"]._get_for(self.team_id.org_unit_id)
        photo = [("photo", self.env._("Photo of the signing"))] if setting.photo_required else []
        return super()._evidence_required_kinds() + photo

    def _get_missing_content(self):
        """What the text can't do without, in words."""
        self.ensure_one()
        _, today = self.env._, fields.Date.context_today(self)
        rows = [
            (self.archive_id._is_closed(), _("the archive is closed")),
            (self.partner_id.death_date, _("the resident has died")),
            (not self.package_ids, _("choose at least one package")),
            (not self.template_id, _("choose the text of the agreement")),
            (
                self.template_id and not self.template_id._is_in_force(self.sign_date or today),
                _("the text is no longer in use; choose the current version"),
            ),
            (
                self._is_protected() and not self.representative_name,
                _("enter who signs for the resident"),
            ),
            *((bad, text) for bad, text in self._get_package_faults()),
        ]
        return [text for bad, text in rows if bad]

    def _get_package_faults(self):
        """``[(is wrong, words)]`` about the packages: out of force, not for him, not together."""
        _, tags = self.env._, self._get_tags()
        for package in self.package_ids:
            yield (
                not package._is_in_force(self.sign_date),
                _("package “%(name)s” can't be signed any more", name=package.name),
            )
            yield (
                package.tag_ids and not package.tag_ids & tags,
                _("package “%(name)s” is not for this resident's groups", name=package.name),
            )
            yield (
                package.conflict_ids & self.package_ids,
                _("package “%(name)s” excludes another one chosen", name=package.name),
            )

    def _get_checks(self):
        """``[{label, ok, hint, is_needed}]``; what is needed keeps an agreement from submission."""
        self.ensure_one()
        _ = self.env._
        setting = self.env["family.setting"]._get_for(self.team_id.org_unit_id)
        # sudo: facts of the resident that the reviewer need not be able to read
        person = self.partner_id.sudo()
        missing_content = self._get_missing_content() if self.state in ("draft", "returned") else []
        missing_proofs = self._get_missing_evidence()
        load, limit = self._get_load()
        others = self._get_overlapping()
        rows = [
            (
                _("Archive in use"),
                not self.archive_id._is_closed() and not person.death_date,
                _("the archive is closed or the resident has died"),
                True,
            ),
            (
                _("Text, packages and groups fit"),
                not missing_content,
                "; ".join(missing_content),
                True,
            ),
            (
                _("Signed by the resident or a representative"),
                self.is_signed_by_resident,
                _("the resident's signature is missing"),
                True,
            ),
            (
                _("Signed by the family doctor"),
                self.is_signed_by_doctor,
                _("the doctor's signature is missing"),
                True,
            ),
            (
                _("Signatures belong to this text"),
                not self.document_hash or not self._get_document_breaks(),
                _("text or signatures were changed after signing"),
                True,
            ),
            (
                _("Proofs that the county asks for"),
                not missing_proofs,
                ", ".join(label for _code, label in missing_proofs),
                True,
            ),
            (
                _("No other agreement at that time"),
                not others,
                str(others[:1]._make_taken_error()) if others else "",
                True,
            ),
            (
                _("The doctor has room"),
                load < limit,
                _("the doctor has %(load)s signed residents, %(limit)s are allowed: choose another "
                  "doctor of the team", load=load, limit=limit),
                True,
            ),
            (_("Identity number valid"), self._has_identity(person),
             _("enter the identity number"), False),
            (_("Groups proved"), self._has_proved_groups(person),
             _("a social group has no source"), False),
            (
                _("Phone number"),
                bool(person.phone or self.representative_phone) or not setting.phone_required,
                _("enter a phone number"),
                False,
            ),
        ]  # fmt: skip
        names = ("label", "ok", "hint", "is_needed")
        return [dict(zip(names, row, strict=True)) for row in rows]

    def _has_identity(self, person):
        return bool(person.identity_number) and not person.identity_warning

    def _has_proved_groups(self, person):
        """Social groups come from lists, each with its source."""
        today = fields.Date.context_today(self)
        lines = person.population_tag_line_ids.filtered_domain(
            self.env["resident.population.tag.line"]._get_current_domain(today)
        )
        return all(line.source for line in lines if line.tag_id.origin == "social")

    def _get_overlapping(self):
        """Other agreements that bind the resident on one of these days."""
        self.ensure_one()
        # sudo: those of units that the user doesn't see count as well
        others = self.sudo().search(self._get_holding_domain(self.archive_id)) - self
        if self.previous_id:
            others -= self.previous_id
        return others.filtered(
            lambda other: other.start_date <= self.end_date and self.start_date <= other.last_day
        )

    def _get_load(self):
        """``(signed residents of the doctor, how many he may have)``."""
        # sudo: all of the doctor's, whoever looks
        count = self.sudo().search_count(
            [
                ("doctor_id", "=", self.doctor_id.id),
                ("state", "in", ("signed", "active", "expiring")),
                ("id", "not in", (self | self.previous_id).ids),
            ]
        )
        return count, self.team_id.load_per_doctor
