from random import Random

from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.resident.tools.bulk_table import insert_links
from odoo.addons.resident.tools.synthetic_run import MARK, SyntheticRun

from ..tools import join_ids
from ..tools.synthetic_agreements import (
    ADVICE_SHARE,
    IDLE_EVERY,
    Agreements,
    Person,
    Proof,
)

VALID = ("active", "expiring")


class SyntheticCounty(models.AbstractModel):
    """Three years of agreements of synthetic people, served by their visits, exams and advice.

    Some doctors sign and don't come. The documents aren't signed: nobody drew a signature.
    """

    _inherit = "synthetic.county"

    def _get_family_random(self, county):
        """Numbers of its own, so that the people of a county don't depend on what they signed."""
        return county.kept.setdefault("family_random", Random("family"))

    def _populate_village(self, county, clinic, people):
        super()._populate_village(county, clinic, people)
        self._populate_agreements(county, clinic)

    @api.model
    def _populate_family(self, seed=1, progress=None):
        """Agreements of a county that was populated without them.

        :param progress: called with the agreements made so far after each village
        :return: ``{model: rows written}``
        """
        self.env.flush_all()
        today = fields.Date.context_today(self)
        county = SyntheticRun(self.env, self._get_run() - 1, f"{seed}/family", today)
        for clinic in self._get_populated_clinics():
            self._populate_agreements(county, clinic)
            if progress:
                progress(county.totals["family.agreement"])
        return self._finish(county)

    def _populate_agreements(self, county, clinic):
        people = self._get_signing_people(county, clinic)
        if not people:
            return
        team, doctor = self._get_family_team(county, clinic)
        county.kept["clinics"] = number = county.kept.get("clinics", 0) + 1
        is_idle = not number % IDLE_EVERY
        drawer = Agreements(self._get_family_random(county), county.today)
        found = [(person, term) for person in people for term in drawer.draw(person, is_idle)]
        proofs = self._get_family_proofs(clinic)
        self._add_advice(county, clinic, doctor, [] if is_idle else found, proofs)
        self._write_agreements(county, clinic, (team, doctor), found, proofs)

    def _get_signing_people(self, county, clinic):
        """Not through the ORM, as for the visits; who has an agreement is left out."""
        ages = self.env["resident.population.tag"]._get_age_tags(county.today)
        rows = self.env.execute_query(
            SQL(
                """
                SELECT a.id, p.name, p.birth_date, array_remove(array_agg(t.code), NULL)
                  FROM health_archive a
                  JOIN res_partner p ON p.id = a.partner_id
                  LEFT JOIN resident_population_tag_line l
                         ON l.partner_id = p.id AND l.date_to IS NULL
                  LEFT JOIN resident_population_tag t ON t.id = l.tag_id AND NOT t.is_sensitive
                 WHERE a.org_unit_id = %s AND a.state = 'active' AND p.ref LIKE %s
                   AND NOT EXISTS (SELECT FROM family_agreement f WHERE f.archive_id = a.id)
                 GROUP BY a.id, p.id ORDER BY a.id
                """,
                clinic.id,
                MARK + "%",
            )
        )
        people = []
        for id_, name, born, codes in rows:
            age = fields.Date.end_of(county.today, "year").year - born.year
            codes += [
                tag.code
                for tag in ages
                if tag.age_from <= age and (not tag.age_to or age <= tag.age_to)
            ]
            people.append(Person(id_, name, born, frozenset(codes)))
        return people

    def _get_family_proofs(self, clinic):
        """``{archive id: [Proof]}`` of the signed visits and the reported exams of the clinic's people."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT f.archive_id, f.date, 'health.followup', f.id, 'followup_' || r.code,
                       f.doctor_id, f.way
                  FROM health_followup f JOIN health_programme r ON r.id = f.programme_id
                 WHERE f.org_unit_id = %(unit)s AND f.seal_state = 'sealed'
                 UNION ALL
                SELECT e.archive_id, e.date, 'health.exam', e.id, 'exam', e.doctor_id, '1'
                  FROM health_exam e JOIN health_archive a ON a.id = e.archive_id
                 WHERE a.org_unit_id = %(unit)s AND e.state IN ('reported', 'synced')
                """,
                unit=clinic.id,
            )
        )
        proofs = {}
        for archive_id, *proof in rows:
            proofs.setdefault(archive_id, []).append(Proof(*proof))
        return proofs

    def _add_advice(self, county, clinic, doctor, found, proofs):
        """Records of advice, which have no form of their own."""
        kind = self.env.ref("family_agreement.record_kind_consultation")
        rows = []
        for person, term in found:
            until = min(term.last, county.today)
            for _time in range(2):
                if self._get_family_random(county).random() < ADVICE_SHARE:
                    day = self._get_family_random(county).randint(
                        0, max((until - term.start).days, 0)
                    )
                    rows.append(
                        {
                            "archive_id": person.archive_id,
                            "org_unit_id": clinic.id,
                            "kind_id": kind.id,
                            "date": fields.Date.add(term.start, days=day),
                            "user_id": doctor.user_id.id,
                            "way": self._get_family_random(county).choice("123"),
                            "content": "健康咨询",
                            "state": "done",
                        }
                    )
        if rows:
            sample = {"archive_id": rows[0]["archive_id"], "kind_id": kind.id, "content": "样"}
            for id_, row in zip(county.insert("family.service", rows, sample), rows, strict=True):
                proof = Proof(
                    row["date"], "family.service", id_, kind.code, row["user_id"], row["way"]
                )
                proofs.setdefault(row["archive_id"], []).append(proof)

    def _write_agreements(self, county, clinic, who, found, proofs):
        """Agreements, their clauses and duties of one clinic."""
        if not found:
            return
        team, doctor = who
        basic, paid, template = self._get_family_offer(county, clinic)
        sample = {
            "archive_id": found[0][0].archive_id,
            "team_id": team.id,
            "doctor_id": doctor.id,
            "template_id": template.id,
        }
        table = county.get_table("family.agreement", sample)
        ids = table.new_ids(len(found))
        lines = [
            (id_, person, term, line)
            for id_, (person, term) in zip(ids, found, strict=True)
            for line in self._get_signed_lines(county, person, term, basic, paid)
        ]
        line_ids = self._new_ids(self.env["family.agreement.line"], len(lines))
        duties, counts = self._draw_duties(county, clinic, who, lines, line_ids, proofs)
        previous, rows = {}, []
        for id_, (person, term) in zip(ids, found, strict=True):
            rows.append(
                self._prepare_agreement(county, clinic, person, term, paid)
                | {"id": id_, "previous_id": previous.get(person.archive_id)}
                | sample
                | {"archive_id": person.archive_id, "doctor_user_id": doctor.user_id.id or None}
                | dict(
                    zip(("units_planned", "units_done", "is_performed"), counts[id_], strict=True)
                )
            )
            previous[person.archive_id] = id_
        table.insert(rows)
        county.totals["family.agreement"] += len(rows)
        self._link_agreements(county, ids, found, basic, paid)
        self._write_lines(county, lines, line_ids)
        self._write_duties(county, duties)
        self._bind_archives(rows)

    def _get_signed_lines(self, county, person, term, basic, paid):
        """Items of the packages that this person is entitled to."""
        items = county.kept.get("family_items")
        if not items:
            items = county.kept["family_items"] = {
                package: [
                    (line, frozenset(line.tag_ids.mapped("code")), line.item_id._get_record_codes())
                    for line in package.line_ids
                ]
                for package in (basic, paid)
            }
        chosen = items[basic] + (items[paid] if term.is_paid else [])
        return [row for row in chosen if not row[1] or row[1] & person.tags]

    def _prepare_agreement(self, county, clinic, person, term, paid):
        is_early = term.state == "terminated"
        reason = self.env["health.code"]._get("sign_end_reason", "04")
        return {
            "number": county.make_ref("QY"),
            "resident_name": person.name,
            "org_unit_id": clinic.id,
            "sign_date": term.start,
            "start_date": term.start,
            "end_date": term.end,
            "last_day": term.last,
            "half_date": term.start + (term.end - term.start) / 2,
            "term_years": "1",
            "ended_on": term.last if is_early else None,
            "end_reason_id": reason.id if is_early else None,
            "state": term.state,
            "slot": "current" if term.state in VALID else None,
            "has_paid_package": term.is_paid,
            "fee_total": paid.price if term.is_paid else 0,
            "tag_key": join_ids(self._get_group_ids(county, person)),
        }

    def _get_group_ids(self, county, person):
        ids = county.kept.get("family_groups")
        if not ids:
            tags = self.env["resident.population.tag"].search([("is_sensitive", "=", False)])
            ids = county.kept["family_groups"] = {tag.code: tag.id for tag in tags}
        return [ids[code] for code in person.tags if code in ids]

    def _link_agreements(self, county, ids, found, basic, paid):
        agreements = self.env["family.agreement"]
        rows = list(zip(ids, found, strict=True))
        packages = [(id_, basic.id) for id_, _found in rows]
        packages += [(id_, paid.id) for id_, (_person, term) in rows if term.is_paid]
        insert_links(self.env.cr, agreements._fields["package_ids"], packages)
        groups = [
            (id_, tag_id)
            for id_, (person, _term) in rows
            for tag_id in self._get_group_ids(county, person)
        ]
        if groups:
            insert_links(self.env.cr, agreements._fields["tag_ids"], groups)

    def _write_lines(self, county, lines, line_ids):
        rows = [
            {
                "id": line_id,
                "agreement_id": id_,
                "sequence": line.sequence,
                "package_id": line.package_id.id,
                "item_id": line.item_id.id,
                "nature": line.item_id.nature,
                "times": line.times,
                "planned": line.times,
                "spread": line.spread,
                "must_finish": line.must_finish,
                "price": line.price,
            }
            for line_id, (id_, _person, _term, (line, _tags, _codes)) in zip(
                line_ids, lines, strict=True
            )
        ]
        sample = {name: value for name, value in rows[0].items() if name != "id"}
        county.get_table("family.agreement.line", sample).insert(rows)
        county.totals["family.agreement.line"] += len(rows)

    def _bind_archives(self, rows):
        """Residents know with whom they are signed."""
        bound = [(row["archive_id"], row["id"], row["team_id"]) for row in rows if row["slot"]]
        if not bound:
            return
        archives, agreements, teams = map(list, zip(*bound, strict=True))
        self.env.cr.execute(
            SQL(
                "UPDATE health_archive a SET current_agreement_id = v.agreement, "
                "agreement_team_id = v.team FROM unnest(%s::int[], %s::int[], %s::int[]) "
                "v(archive, agreement, team) WHERE a.id = v.archive",
                archives,
                agreements,
                teams,
            )
        )

    def _new_ids(self, model, count):
        self.env.cr.execute(
            SQL("SELECT nextval(%s) FROM generate_series(1, %s)", f"{model._table}_id_seq", count)
        )
        return [id_ for (id_,) in self.env.cr.fetchall()]
