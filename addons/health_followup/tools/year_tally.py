"""The statement that tallies the years of enrolments, see ``health.followup.year.mixin``."""

TALLY = """
WITH par AS (
    SELECT %(first)s::date AS first, %(last)s::date AS last, %(today)s::date AS today,
           CASE WHEN %(is_past)s THEN %(last)s::date ELSE %(today)s::date - 1 END AS over
), pace (programme_id, visits, is_scheduled) AS (VALUES %(paces)s),
span AS MATERIALIZED (
    SELECT e.id, e.archive_id, e.programme_id, e.org_unit_id, e.region_id, e.township_id,
           e.doctor_id, e.state,
           GREATEST(e.enrolled_date, par.first) AS since,
           LEAST(e.closed_date, par.last) AS until,
           LEAST(e.closed_date, par.today) AS cutoff,
           LEAST(e.closed_date, par.over) AS over,
           COALESCE(%(evaluated)s, FALSE) AS evaluated
      FROM %(enrolment)s e CROSS JOIN par
     WHERE e.id = ANY(%(ids)s) AND e.enrolled_date <= par.last
       AND (e.closed_date IS NULL OR e.closed_date >= par.first)
), scheduled AS (
    SELECT s.id,
           count(*) AS total,
           count(*) FILTER (WHERE d.due <= s.over) AS so_far,
           count(*) FILTER (WHERE d.due <= %(q1)s) AS q1,
           count(*) FILTER (WHERE d.due <= %(q2)s) AS q2,
           count(*) FILTER (WHERE d.due <= %(q3)s) AS q3,
           count(*) FILTER (WHERE d.due <= %(q4)s) AS q4
      FROM (%(scheduled)s) d
      JOIN span s ON s.id = d.enrolment_id AND d.due BETWEEN s.since AND s.until
     GROUP BY s.id
), visit AS (
    SELECT v.enrolment_id, v.id, v.date, v.is_face_to_face AS face, v.class_id, v.is_on_target,
           v.latest_next_date AS latest,
           COALESCE(regexp_split_to_array(r.interval_code, '[ ,]+') && %(rechecks)s, FALSE)
               AS asks_recheck,
           LEAD(v.date) OVER (PARTITION BY v.enrolment_id ORDER BY v.date, v.id) AS next
      FROM %(followup)s v
      LEFT JOIN health_decision_rule r ON r.id = v.decision_id
     WHERE v.enrolment_id = ANY(%(ids)s) AND v.seal_state = 'sealed'
       AND v.date BETWEEN %(before)s AND %(last)s
), promise AS (
    SELECT s.id,
           count(*) FILTER (WHERE v.asks_recheck AND v.next <= v.latest) AS rechecks_done,
           count(*) FILTER (WHERE v.asks_recheck AND (
               v.next > v.latest OR v.next IS NULL AND v.latest <= s.over)) AS rechecks_late,
           count(*) FILTER (WHERE NOT v.asks_recheck AND (
               v.next > v.latest + %(days_after)s
               OR v.next IS NULL AND v.latest + %(days_after)s <= s.over)) AS intervals_late
      FROM span s
      JOIN visit v ON v.enrolment_id = s.id AND v.latest + CASE WHEN v.asks_recheck THEN 0
           ELSE %(days_after)s END BETWEEN s.since AND s.until
     GROUP BY s.id
), done AS (
    SELECT s.id,
           count(*) AS visits,
           count(*) FILTER (WHERE v.face) AS faces,
           count(*) FILTER (WHERE v.face AND v.date <= %(q1)s) AS q1,
           count(*) FILTER (WHERE v.face AND v.date <= %(q2)s) AS q2,
           count(*) FILTER (WHERE v.face AND v.date <= %(q3)s) AS q3,
           count(*) FILTER (WHERE v.face AND v.date <= %(q4)s) AS q4,
           max(v.date) AS last_date,
           (array_agg(v.class_id ORDER BY v.date DESC, v.id DESC)
               FILTER (WHERE v.class_id IS NOT NULL))[1] AS last_class_id,
           (array_agg(v.is_on_target ORDER BY v.date DESC, v.id DESC)
               FILTER (WHERE v.class_id IS NOT NULL))[1] AS is_on_target
      FROM span s
      JOIN visit v ON v.enrolment_id = s.id AND v.date BETWEEN s.since AND s.until
     GROUP BY s.id
), gap AS (
    SELECT id, max(days) AS days, max(date) AS last_face
      FROM (SELECT s.id, v.date, v.date - LAG(v.date, 1, s.since) OVER (
                       PARTITION BY s.id ORDER BY v.date, v.id) AS days
              FROM span s
              JOIN visit v ON v.enrolment_id = s.id AND v.date BETWEEN s.since AND s.until
             WHERE v.face) faces
     GROUP BY id
), counted AS (
    SELECT s.*,
           s.until - s.since + 1 AS days_managed,
           CASE WHEN p.is_scheduled THEN COALESCE(c.total, 0)
                ELSE LEAST((p.visits * (s.until - s.since + 1) + 364) / 365, p.visits)
            END AS required,
           CASE WHEN p.is_scheduled THEN COALESCE(c.so_far, 0)
                ELSE LEAST(p.visits * GREATEST(s.over - s.since + 1, 0) / 365, p.visits)
            END AS required_by_today,
           COALESCE(d.visits, 0) AS visits_done,
           COALESCE(d.faces, 0) AS face_to_face_done,
           GREATEST(g.days, s.cutoff - COALESCE(g.last_face, s.since), 0) AS largest_gap_days,
           d.last_date, d.last_class_id,
           COALESCE(d.is_on_target AND s.state <> 'lost', FALSE) AS is_controlled,
           COALESCE(w.rechecks_done, 0) AS rechecks_done,
           COALESCE(w.rechecks_late, 0) AS rechecks_late,
           COALESCE(w.intervals_late, 0) AS intervals_late,
           %(behind)s
      FROM span s
      JOIN pace p ON p.programme_id = s.programme_id
      LEFT JOIN scheduled c ON c.id = s.id
      LEFT JOIN promise w ON w.id = s.id
      LEFT JOIN done d ON d.id = s.id
      LEFT JOIN gap g ON g.id = s.id
), forgotten AS (
    DELETE FROM %(table)s t
     WHERE t.year = %(year)s AND t.enrolment_id = ANY(%(ids)s)
       AND t.enrolment_id NOT IN (SELECT id FROM counted)
)
INSERT INTO %(table)s AS t (
    enrolment_id, year, archive_id, programme_id, org_unit_id, region_id, township_id, doctor_id,
    is_open, days_managed, required, required_by_today, visits_done, face_to_face_done,
    largest_gap_days, last_date, last_class_id, is_controlled, rechecks_done, rechecks_late,
    intervals_late, is_evaluated, is_behind, is_standard_count, is_standard_count_any_way,
    is_standard_strict, behind_q1, behind_q2, behind_q3, behind_q4, tallied_on,
    create_uid, create_date, write_uid, write_date
)
SELECT id, %(year)s, archive_id, programme_id, org_unit_id, region_id, township_id, doctor_id,
       state = 'open', days_managed, required, required_by_today, visits_done, face_to_face_done,
       largest_gap_days, last_date, last_class_id, is_controlled, rechecks_done, rechecks_late,
       intervals_late, evaluated,
       face_to_face_done < required_by_today,
       required > 0 AND face_to_face_done >= required,
       required > 0 AND visits_done >= required,
       required > 0 AND face_to_face_done >= required AND largest_gap_days <= %(largest_gap)s
           AND rechecks_late = 0 AND intervals_late = 0 AND evaluated,
       behind_q1, behind_q2, behind_q3, behind_q4, %(tallied_on)s,
       %(uid)s, now() AT TIME ZONE 'UTC', %(uid)s, now() AT TIME ZONE 'UTC'
  FROM counted
    ON CONFLICT (enrolment_id, year) DO UPDATE SET (
    archive_id, programme_id, org_unit_id, region_id, township_id, doctor_id,
    is_open, days_managed, required, required_by_today, visits_done, face_to_face_done,
    largest_gap_days, last_date, last_class_id, is_controlled, rechecks_done, rechecks_late,
    intervals_late, is_evaluated, is_behind, is_standard_count, is_standard_count_any_way,
    is_standard_strict, behind_q1, behind_q2, behind_q3, behind_q4, tallied_on,
    write_uid, write_date
) = (
    EXCLUDED.archive_id, EXCLUDED.programme_id,
    CASE WHEN %(is_past)s THEN t.org_unit_id ELSE EXCLUDED.org_unit_id END,
    CASE WHEN %(is_past)s THEN t.region_id ELSE EXCLUDED.region_id END,
    CASE WHEN %(is_past)s THEN t.township_id ELSE EXCLUDED.township_id END,
    CASE WHEN %(is_past)s THEN t.doctor_id ELSE EXCLUDED.doctor_id END,
    EXCLUDED.is_open, EXCLUDED.days_managed, EXCLUDED.required, EXCLUDED.required_by_today,
    EXCLUDED.visits_done, EXCLUDED.face_to_face_done, EXCLUDED.largest_gap_days,
    EXCLUDED.last_date, EXCLUDED.last_class_id, EXCLUDED.is_controlled, EXCLUDED.rechecks_done,
    EXCLUDED.rechecks_late, EXCLUDED.intervals_late, EXCLUDED.is_evaluated, EXCLUDED.is_behind,
    EXCLUDED.is_standard_count, EXCLUDED.is_standard_count_any_way,
    EXCLUDED.is_standard_strict, EXCLUDED.behind_q1, EXCLUDED.behind_q2, EXCLUDED.behind_q3,
    EXCLUDED.behind_q4, EXCLUDED.tallied_on, EXCLUDED.write_uid, EXCLUDED.write_date
)
"""

BEHIND = """
    (s.since <= %(end)s AND %(end)s <= s.over AND COALESCE(d.%(name)s, 0) < CASE
        WHEN p.is_scheduled THEN COALESCE(c.%(name)s, 0)
        ELSE LEAST(p.visits * (%(end)s - s.since + 1) / 365, p.visits) END
    )::int AS %(label)s
"""
"""1 for who had fewer visits face to face than required at the end of a quarter."""
