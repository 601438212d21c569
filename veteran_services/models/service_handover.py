from odoo import fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

BATCH = 50


class ServiceHandover(models.Model):
    """Health archives in the package, where who makes it may read them."""

    _inherit = "service.handover"
    _server_fields = frozenset({"archive_count"})

    archive_count = fields.Integer("Health Archives", readonly=True, copy=False)

    def _get_handover_documents(self):
        yield from super()._get_handover_documents()
        numbers = self._get_archive_numbers()
        ids, pages = list(numbers), self.env["report.veteran_services.health_archive_page"]
        mark = self._get_mark()
        for start in range(0, len(ids), BATCH):
            archives = self.env["health.archive"].browse(ids[start : start + BATCH])
            for archive, page in pages._get_pages(archives, mark):
                number = numbers[archive.id]
                title = self.env._(
                    "Health archive, No. %(number)s of the roster: %(name)s",
                    number=number, name=archive.name,
                )  # fmt: skip
                yield f"archives/{number:04d}.html", page, title
            self.env.invalidate_all()

    def _get_archive_numbers(self):
        """``{archive id: number of its person in roster.xlsx}``; empty for who may not read them."""
        archives = self.env["health.archive"]
        if not archives.has_access("read"):
            return {}
        numbers = {}
        for number, member in enumerate(self._get_members(), 1):
            numbers.setdefault(member.partner_id.id, number)
        found = archives.search_fetch(
            Domain("partner_id", "in", list(numbers)) & Domain("state", "!=", "draft"),
            ["partner_id"],
        )
        by_person = {archive.partner_id.id: archive.id for archive in found.sorted("id")}
        return {by_person[id_]: number for id_, number in numbers.items() if id_ in by_person}

    def _get_missing_parts(self):
        parts = super()._get_missing_parts()
        if not self.env["health.archive"].has_access("read"):
            note = self.env._(
                "The health archives: %(name)s has no health role and may not read them. Somebody "
                "with one makes the package, or hands them over apart.",
                name=self.made_by_id.name,
            )
            return [*parts, note]
        without = len(self._get_members().partner_id) - len(self._get_archive_numbers())
        if without:
            parts = [*parts, self.env._("Health archives of %(count)s persons.", count=without)]
        return [*parts, self.env._("Sensitive diseases: they are handed over on paper only.")]

    def _count_contents(self):
        return super()._count_contents() | {"archive_count": len(self._get_archive_numbers())}

    def _check_download(self):
        """A package with archives is for who may read archives; coordinators may not."""
        super()._check_download()
        # sudo: a number of the package itself
        if self.sudo().archive_count and not self.env["health.archive"].has_access("read"):
            raise AccessError(
                self.env._("This package holds health archives: it takes a health role to have it.")
            )

    def _get_receipt_documents(self):
        documents = super()._get_receipt_documents()
        if self.archive_count:
            label = self.env._("Health archives: %(count)s", count=self.archive_count)
            documents.append((label, "archives/"))
        return documents
