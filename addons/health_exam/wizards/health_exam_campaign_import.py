from odoo import fields, models
from odoo.exceptions import ValidationError

from odoo.addons.l10n_cn_civil.tools import check_identity_number
from odoo.addons.resident.tools import check_person_name, mask_name
from odoo.addons.safe_spreadsheet.tools import Column, ColumnError

from ..tools import clean_time_slot


class HealthExamCampaignImport(models.TransientModel):
    """Read the list of who is to come. A row names a person by number and by name; one that only
    names him is refused, for two people may have the same name."""

    _name = "health.exam.campaign.import"
    _inherit = ["server.guard.mixin", "safe_spreadsheet.import.mixin"]
    _description = "Import an Appointment List"

    campaign_id = fields.Many2one("health.exam.campaign", required=True, ondelete="cascade")

    def _get_columns(self):
        return [
            Column("name", headers=("姓名", "名字"), required=True),
            Column("identity", headers=("身份证号", "身份证号码", "证件号码")),
            Column("archive", headers=("档案编号", "健康档案编号", "档案号")),
            Column("date", headers=("预约日期", "日期"), kind="date"),
            Column("slot", headers=("预约时间", "时间", "时段")),
            Column("note", headers=("备注",)),
        ]

    def _import_rows(self, rows):
        finder = self._make_finder(rows)
        invited = set(self.campaign_id.appointment_ids.archive_id.ids)
        vals_list = []
        for row in rows:
            archive = self._find_archive(row, finder)
            if archive.id in invited:
                raise ColumnError(
                    "name",
                    self.env._(
                        "%(name)s is on the list already.", name=mask_name(row.values["name"])
                    ),
                )
            invited.add(archive.id)
            vals_list.append(self._prepare_vals(row, archive))
        self.env["health.exam.appointment"].create(vals_list)

    def _prepare_vals(self, row, archive):
        vals = {
            "campaign_id": self.campaign_id.id,
            "archive_id": archive.id,
            "slot": self._read_slot(row.values["slot"]),
            "note": row.values["note"],
        }
        day = row.values["date"]
        campaign = self.campaign_id
        if day and not campaign.date_from <= day <= campaign.date_to:
            raise ColumnError(
                "date",
                self.env._(
                    "This is not a day of the campaign (%(first)s to %(last)s).",
                    first=campaign.date_from,
                    last=campaign.date_to,
                ),
            )
        return vals | ({"date": day} if day else {})

    def _read_slot(self, text):
        try:
            return clean_time_slot(text)
        except ValueError as error:
            raise ColumnError(
                "slot", self.env._("“%(text)s” is no time. Write it as 8:30.", text=text)
            ) from error

    def _make_finder(self, rows):
        """``{number: resident}`` of all rows, in few queries."""
        persons = self.env["res.partner"]
        identities = {number for row in rows if (number := self._read_identity(row, False))}
        numbers = {row.values["archive"] for row in rows if row.values["archive"]}
        return persons._get_by_identities(identities) | persons._get_by_archive_numbers(numbers)

    def _read_identity(self, row, strict=True):
        """The checked identity number of a row; None without one, and if wrong unless ``strict``."""
        text = row.values["identity"]
        if not text:
            return None
        try:
            return check_identity_number(self.env, text)
        except ValidationError as error:
            if not strict:
                return None
            raise ColumnError("identity", str(error)) from error

    def _find_archive(self, row, finder):
        """The archive in use that a row means.

        :raise ColumnError: no number, an unknown one, one of somebody else, or nothing in use
        """
        column = "identity" if row.values["identity"] else "archive"
        number = self._read_identity(row) or row.values["archive"]
        if not number:
            raise ColumnError(
                "identity",
                self.env._(
                    "Write the identity number or the archive number: two people may have the "
                    "same name."
                ),
            )
        person = finder.get(number)
        if not person:
            raise ColumnError(
                column,
                self.env._(
                    "Nobody of your villages has this number. Build the archive first, or have it "
                    "handed over."
                ),
            )
        self._check_name(row, person)
        return person._get_exam_archive()

    def _check_name(self, row, person):
        if check_person_name(self.env, row.values["name"]) != person.name:
            raise ColumnError(
                "name",
                self.env._(
                    "The number is not that of “%(name)s”. Compare both with the identity card.",
                    name=mask_name(row.values["name"]),
                ),
            )
