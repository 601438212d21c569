import psycopg2

from odoo import fields, models
from odoo.exceptions import UserError

from ..tools.followup_list_builder import FollowupListBuilder


class HealthFollowupImportPart(models.Model):
    """Some rows of a list of past follow-ups: checked, and imported, in one transaction."""

    _name = "health.followup.import.part"
    _inherit = ["health.import.part.mixin"]
    _description = "Part of a List of Follow-ups"

    import_id = fields.Many2one(
        "health.followup.import", required=True, index=True, ondelete="cascade"
    )

    _next = models.Index("(import_id, stage, first_row)")

    def _check(self):
        """Look for errors without writing anything: the visits are made, and taken back.

        :return: number of rows that can be imported
        """
        with self.env.cr.savepoint() as savepoint:
            builder, errors = self._bring_in()
            savepoint.rollback()
        self._set_stage("checked", errors)
        return len(builder.visits)

    def _import(self):
        """Make the visits of the good rows, sealed.

        :return: number of visits
        """
        builder, errors = self._bring_in()
        self._set_stage("done", errors)
        return len(builder.visits)

    def _bring_in(self):
        """``(builder with the visits that came in, all errors)``."""
        # sudo: the machine keeps the rows; the visits obey the rights of who started it
        document = self.import_id.with_env(self.import_id.env(su=False))
        builder = FollowupListBuilder(document, self._get_good_rows()).build()
        try:
            with self.env.cr.savepoint():
                self._write_visits(document, builder.visits.values())
        except (UserError, psycopg2.IntegrityError):
            self._write_one_by_one(document, builder)
        return builder, builder.errors

    def _write_one_by_one(self, document, builder):
        """The slow way, to find the rows the database refuses."""
        # the earliest first, as its class may decide the next
        for number, visit in sorted(builder.visits.items(), key=lambda item: item[1].vals["date"]):
            try:
                with self.env.cr.savepoint():
                    self._write_visits(document, [visit])
            except UserError as error:
                message = str(error)
            except psycopg2.IntegrityError as error:
                message = document._get_followups()._sql_error_to_message(error)
            else:
                continue
            del builder.visits[number]
            builder.errors.append((number, False, message))

    def _write_visits(self, document, visits):
        """Make the visits, in the order of their days, and seal them."""
        visits = sorted(visits, key=lambda visit: visit.vals["date"])
        enrolments = self._enrol(document, visits)
        followups = (
            document._get_followups()
            ._as_server()
            .create(
                [
                    visit.vals
                    | {
                        "enrolment_id": enrolments[visit.archive].id,
                        "import_id": document.id,
                        "overrule_reason": self.env._("As in the former record"),
                    }
                    for visit in visits
                ]
            )
        )
        followups.filtered(lambda visit: not visit.is_overruled).overrule_reason = False
        followups._seal()
        followups._keep_measurements()
        followups.enrolment_id._follow_visits()
        followups._tally_years()

    def _enrol(self, document, visits):
        """Enrol who isn't in the programme yet, or wasn't on the day of the first visit.

        :param visits: the earliest first
        :return: ``{archive: its enrolment}``; not kept with the visits, which outlive a rollback
        """
        since = {}
        for visit in visits:
            since.setdefault(visit.archive, visit.vals["date"])
        programme, ids = document.programme_id, [archive.id for archive in since]
        enrolments = document._get_enrolments().search(
            [
                ("archive_id", "in", ids),
                ("programme_id", "=", programme.id),
                ("state", "!=", "closed"),
            ]
        )
        known = enrolments.archive_id
        enrolments |= enrolments.create(
            [
                {"archive_id": archive.id, "programme_id": programme.id, "enrolled_date": day}
                for archive, day in since.items()
                if archive not in known
            ]
        )
        for enrolment in enrolments:
            if enrolment.enrolled_date > since[enrolment.archive_id]:
                enrolment.enrolled_date = since[enrolment.archive_id]
        return enrolments.grouped("archive_id")
