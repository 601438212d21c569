import os
import uuid
import zipfile

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.service_project.tools import service_today

ZIP = "application/zip"


class ServiceHandover(models.Model):
    """Building a package, which takes up to a minute: a job does it, and tells when it is ready."""

    _inherit = "service.handover"

    def action_build(self):
        """Have the package built anew, as the project stands now.

        :raise UserError: it was delivered already
        """
        self.check_access("write")
        for handover in self:
            if handover.state not in ("draft", "ready"):
                raise UserError(
                    self.env._("A package that was delivered stays as it is. Make another one.")
                )
            handover._record_access()
        self._write_server(
            {
                "state": "draft",
                "problem": False,
                "made_by_id": self.env.uid,
                "made_at": fields.Datetime.now(),
                "cut_off": service_today(),
            }
        )
        self._order_build()

    @api.model
    def _order_build(self):
        self.env.ref("service_handover.ir_cron_build")._trigger()

    @api.model
    def _cron_build(self):
        waiting = self.search(
            Domain("state", "=", "draft") & Domain("problem", "=", False), order="id"
        )
        for index, handover in enumerate(waiting, 1):
            handover._try_build()
            remaining = len(waiting) - index
            if not self.env["ir.cron"]._commit_progress(1, remaining=remaining):
                return

    def _try_build(self):
        """Build the package in the name of who ordered it, and tell that person how it went."""
        self.ensure_one()
        author = self.made_by_id
        mine = self.with_user(author).with_context(lang=author.lang, tz="Asia/Shanghai")
        try:
            with self.env.cr.savepoint():
                mine._build()
            note = mine.env._("The hand-over package is ready: check it and deliver it.")
        except UserError as error:
            # a right that was lost, a damaged file: the reason stands in the form
            note = str(error)
            self._write_server({"problem": note})
        # sudo: whoever lost the access meanwhile is told nothing of the project, but that it failed
        self.sudo().activity_schedule(
            "mail.mail_activity_data_todo", summary=note, user_id=author.id
        )

    def _build(self):
        """Write the package to disk, whole or not at all, and keep what it is."""
        self.ensure_one()
        self.check_access("write")
        # first, as the package says itself what it lacks for the one who makes it
        self._write_server(self._count_contents())
        # sudo: nobody reads or writes the file of a package but this model
        attachments = self.env["ir.attachment"].sudo()
        folder = attachments._partial_dir()
        os.makedirs(folder, exist_ok=True)
        partial = os.path.join(folder, uuid.uuid4().hex)
        try:
            with open(partial, "xb") as file:
                digest = self._write_package(file)
            with zipfile.ZipFile(partial) as archive:
                count = len(archive.infolist())
            facts = {"size_mb": os.path.getsize(partial) / 1_000_000, "file_count": count}
            self._get_package_attachment().unlink()
            attachments._adopt_file(partial, self._prepare_attachment())
        finally:
            if os.path.exists(partial):
                os.unlink(partial)
        facts |= {"manifest_sha256": digest, "built_at": fields.Datetime.now(), "state": "ready"}
        self._write_server(facts)

    def _prepare_attachment(self):
        return {
            "name": self._get_package_name(),
            "res_model": self._name,
            "res_id": self.id,
            "res_field": "package_file",
            "mimetype": ZIP,
        }

    def _get_package_name(self):
        """File name that tells the project and the day, where several packages lie together."""
        name = self.env._(
            "Hand-over %(project)s %(day)s", project=self.project_id.name, day=self.cut_off
        )
        return name.replace("/", "-") + ".zip"

    def _count_contents(self):
        """What the receipt says of the package, and what it lacks."""
        missing = self._get_missing_parts()
        return {
            "row_count": len(self._get_entry_ids()),
            "person_count": len(self._get_members().partner_id),
            "missing_parts": "\n".join(missing) or False,
        }

    def _get_package_attachment(self):
        """The stored package, in superuser mode; the caller has checked who may."""
        # sudo: nobody reads the file of a package but this model
        return (
            self.env["ir.attachment"]
            .sudo()
            .search(
                Domain("res_model", "=", self._name)
                & Domain("res_id", "in", self.ids)
                & Domain("res_field", "=", "package_file")
            )
        )

    def action_download(self):
        """Download the package.

        :raise UserError: it is not built yet
        """
        self.ensure_one()
        self._check_download()
        url = f"/service_handover/{self.id}/package"
        return {"type": "ir.actions.act_url", "url": url, "target": "download"}

    def _check_download(self):
        """Hook: who may take the package.

        :raise AccessError: not this user
        :raise UserError: it is not built yet
        """
        self.check_access("write")
        if self.state == "draft":
            raise UserError(self.env._("The package is not ready yet."))
