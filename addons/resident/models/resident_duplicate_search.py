import json
from dataclasses import dataclass

from odoo import api, models
from odoo.tools import SQL

from .resident_duplicate_rule import THRESHOLD

COLUMNS = (
    "id", "name", "name_pinyin", "name_initials", "birth_date", "phone_sanitized",
    "household_id", "region_id", "resident_unit_id", "sex",
)  # fmt: skip
"""What two people are compared by."""

_YYYYMMDD = SQL("to_char(f.birth_date, 'YYYYMMDD')"), SQL("to_char(o.birth_date, 'YYYYMMDD')")
_NEAR_BIRTH = SQL(
    """f.birth_date <> o.birth_date AND (
        (SELECT count(*) FROM generate_series(1, 8) i
          WHERE substr(%(f)s, i, 1) <> substr(%(o)s, i, 1)) = 1
        OR left(%(f)s, 4) || right(%(f)s, 2) || substr(%(f)s, 5, 2) = %(o)s)""",
    f=_YYYYMMDD[0],
    o=_YYYYMMDD[1],
)
LIKENESSES = {
    "same_number": SQL("c.same_number"),
    "parent_number": SQL("c.parent_number AND f.birth_date = o.birth_date"),
    "same_name": SQL("f.name = o.name"),
    "same_pinyin": SQL("f.name <> o.name AND f.name_pinyin = o.name_pinyin"),
    "same_birth": SQL("f.birth_date = o.birth_date"),
    "near_birth": _NEAR_BIRTH,
    "birth_year": SQL(
        "f.birth_date <> o.birth_date AND NOT (%s) AND "
        "date_part('year', f.birth_date) = date_part('year', o.birth_date)",
        _NEAR_BIRTH,
    ),
    "same_phone": SQL("f.phone_sanitized = o.phone_sanitized"),
    "same_household": SQL("f.household_id = o.household_id"),
    "same_place": SQL(
        "COALESCE(f.region_id = o.region_id, f.resident_unit_id = o.resident_unit_id)"
    ),
}
"""What speaks for one person: ``f`` and ``o`` are the two, ``c`` the numbers they share."""
_SIMILAR_NAME = SQL(
    "f.name_pinyin <> o.name_pinyin AND similarity(f.name_pinyin, o.name_pinyin) >= 0.5"
)
_SAME_INITIALS = SQL("f.name_pinyin <> o.name_pinyin AND f.name_initials = o.name_initials")


@dataclass(frozen=True)
class Pair:
    """Two people who may be one: ids in ascending order, points, and the likenesses found."""

    first: int
    second: int
    score: int
    signals: str

    @property
    def ids(self):
        return self.first, self.second


class ResidentDuplicate(models.Model):
    """Finding pairs. In SQL, because the ORM can't join the residents with themselves."""

    _inherit = "resident.duplicate"

    @api.model
    def _find_pairs(self, focus, documents=None):
        """Pairs of the people in ``focus`` with any resident who isn't merged or archived.

        :param SQL focus: query that gives :data:`COLUMNS` of some people
        :param SQL documents: query that gives partner_id, blind_index, owner, active and
            is_identity_number of all documents; default: those in the database
        :return: list of :class:`Pair`, best first
        """
        points = self.env["resident.duplicate.rule"]._get_points()
        self.env.flush_all()
        # compiling so long a query takes PostgreSQL longer than running it
        self.env.cr.execute(SQL("SET LOCAL jit = off"))
        rows = self.env.execute_query(
            SQL(
                """
                WITH document AS NOT MATERIALIZED (%(documents)s),
                focus AS MATERIALIZED (%(focus)s),
                found AS (%(candidates)s),
                candidate AS (
                    SELECT focus_id, other_id, bool_or(same_number) AS same_number,
                           bool_or(parent_number) AS parent_number
                      FROM found GROUP BY focus_id, other_id
                ),
                alike AS MATERIALIZED (%(alike)s),
                weighed AS (%(weighed)s)
                SELECT DISTINCT LEAST(focus_id, other_id), GREATEST(focus_id, other_id),
                       LEAST(100, score)::int AS score, array_to_string(signals, ',')
                  FROM weighed WHERE score >= %(threshold)s
                 ORDER BY score DESC
                """,
                documents=documents or SQL("SELECT * FROM resident_identity"),
                focus=focus,
                candidates=self._get_candidates(),
                alike=self._get_alike(points),
                weighed=self._get_weighed(points),
                threshold=points[THRESHOLD],
            )
        )
        return [Pair(*row) for row in rows]

    @api.model
    def _get_people(self):
        return SQL(
            "SELECT %s FROM res_partner WHERE is_resident AND active AND merged_into_id IS NULL",
            SQL(", ").join(map(SQL.identifier, COLUMNS)),
        )

    def _get_candidates(self):
        """Pairs that share enough to be weighed; each part finds its others in an index."""
        people = self._get_people()
        joins = [
            SQL("o.name_pinyin = f.name_pinyin AND o.birth_date = f.birth_date"),
            SQL(
                "o.name = f.name AND date_part('year', o.birth_date) = "
                "date_part('year', f.birth_date)"
            ),
            SQL(
                "o.name = f.name AND date_part('month', o.birth_date) = "
                "date_part('month', f.birth_date) AND date_part('day', o.birth_date) = "
                "date_part('day', f.birth_date)"
            ),
            SQL("o.household_id = f.household_id"),
            SQL(
                "o.phone_sanitized = f.phone_sanitized AND date_part('year', o.birth_date) = "
                "date_part('year', f.birth_date)"
            ),
        ]
        parts = [
            SQL(
                "SELECT f.id AS focus_id, o.id AS other_id, false AS same_number, "
                "false AS parent_number FROM focus f JOIN (%s) o ON %s AND o.id <> f.id",
                people,
                join,
            )
            for join in joins
        ]
        return SQL(" UNION ALL ").join([*parts, self._get_number_candidates(people)])

    def _get_number_candidates(self, people):
        """Pairs with documents of the same number, of both themselves or of the same parent."""
        # OFFSET 0: PostgreSQL would read the documents of the whole county for one person
        return SQL(
            """
            SELECT f.id, o.id, x.owner = 'self', x.owner <> 'self'
              FROM focus f
             CROSS JOIN LATERAL (
                SELECT * FROM document d WHERE d.partner_id = f.id OFFSET 0) x
              JOIN resident_identity y ON y.blind_index = x.blind_index
               AND y.owner = x.owner AND y.partner_id <> x.partner_id
              JOIN (%s) o ON o.id = y.partner_id
            """,
            people,
        )

    def _get_alike(self, points):
        """Pairs that reach the threshold before anything is held against them."""
        similar = _SIMILAR_NAME if self.env.registry.has_trigram else _SAME_INITIALS
        signals = self._get_signals(LIKENESSES | {"similar_name": similar})
        return SQL(
            """
            SELECT * FROM (
                SELECT pair.*, %(score)s AS score FROM (
                    SELECT c.*, f.sex AS focus_sex, o.sex AS other_sex, %(signals)s AS signals
                      FROM candidate c
                      JOIN focus f ON f.id = c.focus_id
                      JOIN (%(people)s) o ON o.id = c.other_id
                ) pair
            ) scored WHERE score >= %(threshold)s
            """,
            score=self._get_score(SQL("pair.signals"), points),
            signals=signals,
            people=self._get_people(),
            threshold=points[THRESHOLD],
        )

    def _get_weighed(self, points):
        """The same pairs with what speaks against one person."""
        own_number = SQL(
            "SELECT FROM document d WHERE d.owner = 'self' AND d.active AND d.is_identity_number"
        )
        against = {
            "other_sex": SQL("p.focus_sex <> p.other_sex"),
            "other_number": SQL(
                "NOT p.same_number AND EXISTS (%(own)s AND d.partner_id = p.focus_id) "
                "AND EXISTS (%(own)s AND d.partner_id = p.other_id)",
                own=own_number,
            ),
        }
        return SQL(
            """
            SELECT focus_id, other_id, signals, %(score)s AS score FROM (
                SELECT p.focus_id, p.other_id, p.signals || %(signals)s AS signals FROM alike p
            ) pair
            """,
            score=self._get_score(SQL("pair.signals"), points),
            signals=self._get_signals(against),
        )

    @staticmethod
    def _get_signals(conditions):
        cases = [SQL("CASE WHEN %s THEN %s END", test, code) for code, test in conditions.items()]
        return SQL("array_remove(ARRAY[%s]::text[], NULL)", SQL(", ").join(cases))

    @staticmethod
    def _get_score(signals, points):
        return SQL(
            "(SELECT COALESCE(sum((%s::jsonb ->> s)::float), 0) FROM unnest(%s) s)",
            json.dumps(points),
            signals,
        )
