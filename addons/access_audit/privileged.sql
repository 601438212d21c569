-- The audit's own room in the database: what is written here can be added to and read, nothing else.
--
-- Run as a superuser (psql -1 -f privileged.sql <database>) after Odoo's base is installed and before
-- access_audit is: the room then belongs to a role nobody can log in as, and the application, known as
-- the owner of Odoo's tables, gets SELECT and two functions. Installed by Odoo itself as an ordinary
-- role, the room belongs to the application, and only the triggers stand in the way of a change.
-- Must run inside one transaction; needs PostgreSQL 14 or later.

DO $$
BEGIN
    IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        CREATE SCHEMA access_audit;
        RETURN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'access_audit_owner') THEN
        CREATE ROLE access_audit_owner NOLOGIN;
    END IF;
    CREATE SCHEMA access_audit AUTHORIZATION access_audit_owner;
    SET LOCAL ROLE access_audit_owner;
END $$;

CREATE SEQUENCE access_audit.event_id;

CREATE TABLE access_audit.event (
    id bigint NOT NULL,
    cluster bigint NOT NULL,  -- whose transactions xid counts: a restored dump begins a new count
    xid xid8 NOT NULL,  -- the transaction that wrote the row: seals are cut by it
    ts timestamp NOT NULL DEFAULT (now() AT TIME ZONE 'UTC'),
    uid integer NOT NULL,
    login text NOT NULL,
    model text NOT NULL,
    res_ids integer[] NOT NULL,
    fields text[] NOT NULL,
    purpose text NOT NULL,
    route text NOT NULL,
    request text NOT NULL,
    remote text NOT NULL,
    reason text NOT NULL,
    rowhash bytea NOT NULL,
    PRIMARY KEY (id, ts)
) PARTITION BY RANGE (ts);
CREATE INDEX event_xid ON access_audit.event (xid);
CREATE INDEX event_ts ON access_audit.event USING brin (ts);
CREATE INDEX event_res_ids ON access_audit.event USING gin (res_ids);

CREATE TABLE access_audit.seal (
    id bigint PRIMARY KEY,
    ts timestamp NOT NULL,
    cluster bigint NOT NULL,
    xid_from xid8 NOT NULL,
    xid_to xid8 NOT NULL,
    event_count bigint NOT NULL,
    digest bytea NOT NULL,
    previous bytea NOT NULL UNIQUE,
    hash bytea NOT NULL
);

-- Both hashes take the binary form of a row: each value with its type and length, so that no two rows
-- look alike, and twice as fast as text.
CREATE FUNCTION access_audit.row_hash(
    id bigint, cluster bigint, xid xid8, ts timestamp, uid integer, login text, model text,
    res_ids integer[], fields text[], purpose text, route text, request text, remote text, reason text
) RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT sha256(record_send(ROW(
        id, cluster, xid, ts, uid, login, model, res_ids, fields, purpose, route, request, remote,
        reason
    )))
$$;

CREATE FUNCTION access_audit.seal_hash(
    id bigint, ts timestamp, cluster bigint, xid_from xid8, xid_to xid8, event_count bigint,
    digest bytea, previous bytea
) RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT sha256(record_send(ROW(
        id, ts, cluster, xid_from, xid_to, event_count, digest, previous
    )))
$$;

CREATE FUNCTION access_audit.stamp() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.id := nextval('access_audit.event_id');
    NEW.cluster := (SELECT system_identifier FROM pg_control_system());
    NEW.xid := pg_current_xact_id();
    NEW.ts := now() AT TIME ZONE 'UTC';
    NEW.rowhash := access_audit.row_hash(
        NEW.id, NEW.cluster, NEW.xid, NEW.ts, NEW.uid, NEW.login, NEW.model, NEW.res_ids,
        NEW.fields, NEW.purpose, NEW.route, NEW.request, NEW.remote, NEW.reason
    );
    RETURN NEW;
END $$;

CREATE FUNCTION access_audit.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE insufficient_privilege USING MESSAGE = 'The access audit is append-only.';
END $$;

CREATE TRIGGER stamp BEFORE INSERT ON access_audit.event
    FOR EACH ROW EXECUTE FUNCTION access_audit.stamp();
CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON access_audit.event
    FOR EACH ROW EXECUTE FUNCTION access_audit.refuse();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON access_audit.event
    FOR EACH STATEMENT EXECUTE FUNCTION access_audit.refuse();
CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON access_audit.seal
    FOR EACH ROW EXECUTE FUNCTION access_audit.refuse();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON access_audit.seal
    FOR EACH STATEMENT EXECUTE FUNCTION access_audit.refuse();

-- One partition per month, so that an old month can be moved away as a whole.
CREATE FUNCTION access_audit.make_partition(moment timestamp) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    month timestamp := date_trunc('month', moment);
    partition text := 'event_' || to_char(month, 'YYYYMM');
BEGIN
    IF to_regclass('access_audit.' || partition) IS NOT NULL THEN
        RETURN;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('access_audit'));
    -- Another connection may have made it while this one waited.
    IF to_regclass('access_audit.' || partition) IS NULL THEN
        EXECUTE format(
            'CREATE TABLE access_audit.%I PARTITION OF access_audit.event FOR VALUES FROM (%L) TO (%L)',
            partition, month, month + interval '1 month'
        );
        -- Triggers of statements, unlike those of rows, are not passed on to partitions.
        EXECUTE format(
            'CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON access_audit.%I'
            ' FOR EACH STATEMENT EXECUTE FUNCTION access_audit.refuse()',
            partition
        );
    END IF;
END $$;

CREATE FUNCTION access_audit.add_event(
    uid integer, login text, model text, res_ids integer[], fields text[], purpose text, route text,
    request text, remote text, reason text
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM access_audit.make_partition(now() AT TIME ZONE 'UTC');
    INSERT INTO access_audit.event
        (uid, login, model, res_ids, fields, purpose, route, request, remote, reason)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);
END $$;

-- Where the seals of a cluster end, and the next one begins.
CREATE FUNCTION access_audit.sealed_to(of_cluster bigint) RETURNS xid8 LANGUAGE sql STABLE AS $$
    SELECT coalesce(
        (SELECT xid_to FROM access_audit.seal WHERE cluster = of_cluster ORDER BY id DESC LIMIT 1), '0'
    )
$$;

-- Seals every row of transactions that are over. A window ends below the oldest transaction still
-- running, so no row can be added to it later; ids and times would not do, they are given out before
-- the commit. A chain from row to row would have to serialise all writers.
CREATE FUNCTION access_audit.make_seal() RETURNS access_audit.seal LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET work_mem = '64MB' AS $$
DECLARE
    moment timestamp := now() AT TIME ZONE 'UTC';
    earlier access_audit.seal;
    made access_audit.seal;
    left_over xid8;
BEGIN
    PERFORM access_audit.make_partition(moment);
    PERFORM access_audit.make_partition(moment + interval '1 month');
    LOCK TABLE access_audit.seal IN SHARE ROW EXCLUSIVE MODE;
    SELECT * INTO earlier FROM access_audit.seal ORDER BY id DESC LIMIT 1;
    made.cluster := (SELECT system_identifier FROM pg_control_system());
    made.xid_to := pg_snapshot_xmin(pg_current_snapshot());
    IF earlier.cluster <> made.cluster THEN
        -- Restored elsewhere: what the old cluster had not sealed yet comes first.
        SELECT xid INTO left_over FROM access_audit.event
         WHERE cluster = earlier.cluster AND xid >= earlier.xid_to ORDER BY xid DESC LIMIT 1;
        IF FOUND THEN
            made.cluster := earlier.cluster;
            made.xid_to := (left_over::text::numeric + 1)::text::xid8;
        END IF;
    END IF;
    made.id := coalesce(earlier.id, 0) + 1;
    made.ts := moment;
    made.xid_from := access_audit.sealed_to(made.cluster);
    made.previous := coalesce(earlier.hash, '');
    SELECT count(*), sha256(coalesce(string_agg(rowhash, '' ORDER BY id), ''))
      INTO made.event_count, made.digest
      FROM access_audit.event
     WHERE cluster = made.cluster AND xid >= made.xid_from AND xid < made.xid_to;
    made.hash := access_audit.seal_hash(
        made.id, made.ts, made.cluster, made.xid_from, made.xid_to, made.event_count, made.digest,
        made.previous
    );
    INSERT INTO access_audit.seal VALUES (made.*);
    RETURN made;
END $$;

CREATE FUNCTION access_audit.changed_events(of_cluster bigint, xid_from xid8, xid_to xid8)
RETURNS SETOF bigint LANGUAGE sql STABLE AS $$
    SELECT id FROM access_audit.event
     WHERE cluster = of_cluster AND xid >= xid_from AND xid < xid_to
       AND rowhash <> access_audit.row_hash(
               id, cluster, xid, ts, uid, login, model, res_ids, fields, purpose, route, request,
               remote, reason
           )
$$;

-- Computes everything again from the values. problem: chain (a seal was changed or is missing),
-- events (rows of a window were changed, removed or added), event (this row was changed).
CREATE FUNCTION access_audit.verify(first_seal bigint DEFAULT 1)
RETURNS TABLE (seal_id bigint, event_id bigint, problem text) LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp SET work_mem = '64MB' AS $$
DECLARE
    seal record;
    found_count bigint;
    found_digest bytea;
BEGIN
    FOR seal IN
        SELECT s.*,
               coalesce(lag(s.hash) OVER all_, '') AS earlier_hash,
               coalesce(lag(s.id) OVER all_, 0) AS earlier_id,
               coalesce(lag(s.xid_to) OVER (PARTITION BY s.cluster ORDER BY s.id), '0') AS earlier_to
          FROM access_audit.seal s WINDOW all_ AS (ORDER BY s.id)
    LOOP
        CONTINUE WHEN seal.id < first_seal;
        IF seal.previous <> seal.earlier_hash OR seal.id <> seal.earlier_id + 1
            OR seal.xid_from <> seal.earlier_to
            OR seal.hash <> access_audit.seal_hash(
                seal.id, seal.ts, seal.cluster, seal.xid_from, seal.xid_to, seal.event_count,
                seal.digest, seal.previous
            )
        THEN
            RETURN QUERY SELECT seal.id, NULL::bigint, 'chain';
        END IF;
        -- OFFSET keeps the hashing inside the subquery, which several processes share.
        SELECT count(*), sha256(coalesce(string_agg(e.hash, '' ORDER BY e.id), ''))
          INTO found_count, found_digest
          FROM (
              SELECT id, access_audit.row_hash(
                         id, cluster, xid, ts, uid, login, model, res_ids, fields, purpose, route,
                         request, remote, reason
                     ) AS hash
                FROM access_audit.event
               WHERE cluster = seal.cluster AND xid >= seal.xid_from AND xid < seal.xid_to
              OFFSET 0
          ) e;
        IF found_count <> seal.event_count OR found_digest <> seal.digest THEN
            RETURN QUERY SELECT seal.id, NULL::bigint, 'events';
            RETURN QUERY SELECT seal.id, changed, 'event'
              FROM access_audit.changed_events(seal.cluster, seal.xid_from, seal.xid_to) changed;
        END IF;
    END LOOP;
    FOR seal IN  -- of each cluster what is not sealed yet
        SELECT cluster, access_audit.sealed_to(cluster) AS xid_to
          FROM (SELECT cluster FROM access_audit.seal UNION
                SELECT system_identifier FROM pg_control_system()) clusters
    LOOP
        RETURN QUERY SELECT NULL::bigint, changed, 'event'
          FROM access_audit.changed_events(seal.cluster, seal.xid_to, '18446744073709551615') changed;
    END LOOP;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA access_audit FROM PUBLIC;
DO $$
DECLARE
    application name := coalesce(
        (SELECT tableowner FROM pg_tables
          WHERE schemaname = 'public' AND tablename = 'ir_module_module'),
        session_user
    );
BEGIN
    EXECUTE format('GRANT USAGE ON SCHEMA access_audit TO %I', application);
    EXECUTE format('GRANT SELECT ON access_audit.event, access_audit.seal TO %I', application);
    EXECUTE format(
        'GRANT EXECUTE ON FUNCTION access_audit.add_event, access_audit.make_seal,'
        ' access_audit.row_hash, access_audit.seal_hash, access_audit.sealed_to,'
        ' access_audit.changed_events, access_audit.verify TO %I',
        application
    );
    PERFORM access_audit.make_partition(now() AT TIME ZONE 'UTC');
END $$;

SET LOCAL ROLE NONE;
