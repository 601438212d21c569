from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.resident.tools import mask_name


class ResPartner(models.Model):
    """The residents who are examined, and how a desk finds them by a number."""

    _inherit = "res.partner"

    def _get_exam_archive(self):
        """The archive in use that an exam of this resident joins.

        :raise UserError: nobody was chosen, or he has no archive in use
        """
        if not self:
            raise UserError(self.env._("Choose the resident who is examined."))
        self.check_access("read")
        # sudo: a station doesn't read archives; which one is joined follows from the resident
        archive = self.sudo().health_archive_ids.filtered(lambda row: row.state == "active")
        if not archive:
            raise UserError(
                self.env._(
                    "%(name)s has no archive in use. Have the village doctor build it first.",
                    name=mask_name(self.name),
                )
            )
        return archive.with_env(self.env)

    def _check_alive(self):
        """:raise UserError: one of these residents has died"""
        for person in self:
            if person.resident_state == "deceased" or person.death_date:
                raise UserError(
                    self.env._(
                        "%(name)s has died according to the archive and can't be examined. If "
                        "that is wrong, have the village doctor correct it.",
                        name=mask_name(person.name),
                    )
                )

    @api.model
    def _get_by_identities(self, numbers):
        """``{identity number: resident}`` of those the user may see; the number is his own one.

        :param numbers: checked, 18 characters
        """
        documents = self._get_documents(numbers)
        seen = documents.partner_id.with_env(self.env)._filtered_access("read")
        by_index = {row.blind_index: row.partner_id.with_env(self.env) for row in documents}
        found = {number: by_index.get(documents._get_index(number)) for number in numbers}
        return {number: person for number, person in found.items() if person and person in seen}

    @api.model
    def _is_kept_elsewhere(self, number):
        """Whether a resident whom the user may not see has this number."""
        return bool(self._get_documents([number]))

    @api.model
    def _get_documents(self, numbers):
        # sudo: the index of a number belongs to nobody; residents are filtered by who may see them
        documents = self.env["resident.identity"].sudo().with_context(active_test=False)
        indexes = [documents._get_index(number) for number in numbers]
        domain = Domain("blind_index", "in", indexes) & Domain("owner", "=", "self")
        # one in force wins over an old one
        return documents.search(domain, order="active, id")

    @api.model
    def _get_by_archive_numbers(self, numbers):
        """``{archive number: resident}`` of those the user may see, also by former numbers."""
        if not numbers:
            return {}
        # sudo: a desk reads no archive; residents are filtered by who may see them
        archives = self.env["health.archive"].sudo()
        domain = Domain.OR(map(archives._get_number_domain, numbers))
        found = archives.search(domain)
        seen = found.partner_id.with_env(self.env)._filtered_access("read")
        by_number = {
            number: archive.partner_id.with_env(self.env)
            for archive in found
            for number in (*archive.number_ids.mapped("number"), archive.archive_number)
        }
        return {
            number: person
            for number, person in by_number.items()
            if number in numbers and person in seen
        }
