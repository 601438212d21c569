from collections import Counter

from odoo import api, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from .health_archive_counter import SERIAL_DIGITS


class HealthArchive(models.Model):
    """Archive numbers: given by village, kept when they come from elsewhere, never used twice."""

    _inherit = "health.archive"

    @api.model
    def _number_archives(self, vals_list):
        """Copies of ``vals_list`` with a number each; one statement for all that lack one."""
        vals_list = [self._prepare_place(vals) for vals in vals_list]
        prefixes = self._get_prefixes({vals["region_id"] for vals in vals_list})
        given = [vals for vals in vals_list if vals.get("archive_number")]
        self._check_given_numbers(given, prefixes)
        missing = [vals for vals in vals_list if not vals.get("archive_number")]
        numbers = self._draw_numbers([prefixes[vals["region_id"]] for vals in missing])
        for vals, number in zip(missing, numbers, strict=True):
            vals["archive_number"] = number
        return vals_list

    @api.model
    def _prepare_place(self, vals):
        """``vals`` with the unit and the village that the person implies."""
        person = self.env["res.partner"].browse(vals.get("partner_id"))
        unit = self.env["org.unit"].browse(vals.get("org_unit_id")) or person.resident_unit_id
        unit = unit or self.env.user.org_unit_id
        # sudo: where a unit lies is no secret; the number needs it
        region_id = vals.get("region_id") or person.region_id.id or unit.sudo().region_id.id
        return {**vals, "org_unit_id": unit.id, "region_id": region_id}

    @api.model
    def _get_prefixes(self, region_ids):
        """``{village id: twelve-digit prefix of its archive numbers}``.

        :raise ValidationError: a person has no village, or the village no prefix
        """
        regions = self.env["cn.region"].browse(region_ids)
        for region in regions:
            if not region.archive_prefix and region.level != "village":
                raise ValidationError(self.env._("Enter the village the person lives in."))
            if not region.archive_prefix:
                raise ValidationError(
                    self.env._(
                        "“%(village)s” has no archive prefix yet. Enter its twelve digits in "
                        "the list of regions.",
                        village=region.complete_name,
                    )
                )
        return {region.id: region.archive_prefix for region in regions}

    @api.model
    def _draw_numbers(self, prefixes):
        """A new number for each of ``prefixes``, in their order."""
        drawn = self.env["health.archive.counter"]._allocate(Counter(prefixes))
        streams = {prefix: iter(numbers) for prefix, numbers in drawn.items()}
        return [next(streams[prefix]) for prefix in prefixes]

    @api.model
    def _check_given_numbers(self, vals_list, prefixes):
        """Numbers from paper or another system are of the village and free.

        :raise ValidationError: names the first number that isn't
        """
        for vals in vals_list:
            number, prefix = vals["archive_number"], prefixes[vals["region_id"]]
            if number[:-SERIAL_DIGITS] != prefix or not (number.isascii() and number.isdigit()):
                raise ValidationError(
                    self.env._(
                        "Archive number %(number)s isn't of this village, whose numbers are "
                        "%(prefix)s and five digits.",
                        number=number,
                        prefix=prefix,
                    )
                )
        numbers = [vals["archive_number"] for vals in vals_list]
        self._check_not_former(numbers)
        self.env["health.archive.counter"]._take(numbers)

    @api.model
    def _check_not_former(self, numbers):
        """:raise ValidationError: an archive had one of ``numbers`` before it moved"""
        if not numbers:
            return
        # sudo: a number is never given twice, whoever had it
        former = self.env["health.archive.number"].sudo()
        if found := former.search([("number", "in", numbers)], limit=1):
            raise ValidationError(
                self.env._(
                    "Archive number %(number)s was given before and isn't used again.",
                    number=found.number,
                )
            )

    def _renumber(self, region, reason):
        """Give these archives numbers of the village ``region``; the old ones stay findable."""
        prefix = self._get_prefixes([region.id])[region.id]
        moving = self.filtered(lambda archive: archive.archive_number[:-SERIAL_DIGITS] != prefix)
        today = self.env["health.archive"]._fields["archive_date"].context_today(self)
        # sudo: nobody may write the former numbers himself
        self.env["health.archive.number"].sudo().create(
            [
                {
                    "archive_id": archive.id,
                    "number": archive.archive_number,
                    "valid_to": today,
                    "org_unit_id": archive.org_unit_id.id,
                    "reason": reason,
                }
                for archive in moving
            ]
        )
        for archive, number in zip(moving, self._draw_numbers([prefix] * len(moving)), strict=True):
            archive._write_server({"archive_number": number})

    @api.model
    def _get_number_domain(self, digits):
        """Archives with this 17-digit number, or this 8-digit end of one, now or formerly."""
        operator, value = ("=", digits) if len(digits) == 17 else ("=like", f"%{digits}")
        return Domain("archive_number", operator, value) | Domain(
            "number_ids", "any", [("number", operator, value)]
        )
