-- The chain over the trace. A book is a table of the trace without its prefix: event, recordread.

-- A transaction has its number before the ids of its rows are drawn; the triggers of the trace
-- write after the change they tell of, an opening of a record has to be told.
CREATE FUNCTION audit_number_first() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN PERFORM txid_current(); RETURN NULL; END
$$;
CREATE TRIGGER number_first BEFORE INSERT ON audit_recordread
    FOR EACH STATEMENT EXECUTE FUNCTION audit_number_first();

-- When, in which transaction and in whose stead a record was opened is the database's to say.
CREATE FUNCTION audit_of_now() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    NEW.at := now();
    NEW.transaction := txid_current();
    NEW.acting_for := audit_setting('acting_for')::bigint;
    RETURN NEW;
END
$$;
CREATE TRIGGER of_now BEFORE INSERT ON audit_recordread
    FOR EACH ROW EXECUTE FUNCTION audit_of_now();

-- Nobody rewrites, removes or empties the books and their seals, their owner neither.
CREATE OR REPLACE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END
$$;
DO $$
DECLARE kept text;
BEGIN
    FOREACH kept IN ARRAY ARRAY['audit_event', 'audit_recordread', 'audit_segment'] LOOP
        EXECUTE format('DROP TRIGGER IF EXISTS append_only ON %I', kept);
        EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I'
                       ' FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()', kept);
        EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON %I'
                       ' FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()', kept);
    END LOOP;
END $$;
REVOKE INSERT, UPDATE, DELETE ON audit_segment FROM hientai_app;
REVOKE UPDATE, DELETE ON audit_verification FROM hientai_app;
ALTER TABLE audit_segment ALTER COLUMN leaves SET STORAGE EXTERNAL,
    ALTER COLUMN ids TYPE int8multirange USING ids::int8multirange;

-- The database whose transactions the numbers count: a restored copy begins to count anew.
CREATE FUNCTION audit_cluster() RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN (SELECT system_identifier::text FROM pg_control_system());
EXCEPTION WHEN insufficient_privilege THEN RETURN '';
END
$$;

-- All that a row says, in the form in which it is sealed. A change of the tables adds a form.
CREATE FUNCTION audit_columns(of_book text, of_form smallint) RETURNS text LANGUAGE sql IMMUTABLE
AS $$
    SELECT 'e.id, e.at, e.transaction, e.actor_id, e.actor_label, e.acting_for, '
        || CASE of_book || of_form
            WHEN 'event1' THEN 'e.ground, e.batch, e.table_name, e.row_id, e.operation, e.before,'
                ' e.after'
            WHEN 'recordread1' THEN 'e.person_id, e.purpose' END
$$;

-- The rows of a book with these ids, each as the digest of its words, in the order of ids.
CREATE FUNCTION audit_digests(of_book text, of_form smallint) RETURNS text LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT format('SELECT e.id, sha256(convert_to(ROW(%s)::text, ''UTF8'')) AS digest'
        ' FROM unnest($1) span CROSS JOIN LATERAL ('
        '   SELECT * FROM %I t WHERE t.id >= lower(span) AND t.id < upper(span)) e ORDER BY e.id',
        audit_columns(of_book, of_form), 'audit_' || of_book)
$$;

-- All of them as one digest, and the first 8 bytes of each, by which one that changed is found.
CREATE FUNCTION audit_sum(
    of_book text, of_form smallint, within int8multirange,
    OUT count bigint, OUT digest text, OUT leaves bytea
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET work_mem = '64MB' AS $$
BEGIN
    EXECUTE format($sum$
        SELECT count(*), encode(sha256(coalesce(string_agg(d.digest, ''), '')), 'hex'),
            coalesce(string_agg(substr(d.digest, 1, 8), ''), '') FROM (%s) d
        $sum$, audit_digests(of_book, of_form)) USING within INTO count, digest, leaves;
END
$$;
REVOKE ALL ON FUNCTION audit_sum(text, smallint, int8multirange) FROM PUBLIC, hientai_app;

-- The rows of a book above an id that stand in no segment, in blocks of at most `most` ids. They
-- are misplaced if they cannot have been written since: their transaction had ended when the book was
-- last sealed, which would have taken them in; or their id had been passed by when it began.
CREATE FUNCTION audit_outside(of_book text, above bigint DEFAULT NULL, most bigint DEFAULT 100000)
RETURNS TABLE (misplaced boolean, ids int8multirange, count bigint, since timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
SET work_mem = '64MB' AS $$
DECLARE
    last record;
    here text := audit_cluster();
    peak bigint := (SELECT max(s.last_id) FROM audit_segment s WHERE s.book = of_book);
    sealed int8multirange := coalesce((SELECT range_agg(s.ids) FROM audit_segment s
        WHERE s.book = of_book AND s.last_id > coalesce(above, -9223372036854775808)), '{}');
BEGIN
    SELECT s.cluster, s.unborn_from, s.running INTO last FROM audit_segment s
    WHERE s.book = of_book ORDER BY s.number DESC LIMIT 1;
    RETURN QUERY EXECUTE format($rows$
        WITH outside AS (
            SELECT e.id, e.at, coalesce(
                ($3 OR e.id <= $4) AND e.transaction < $5 AND e.transaction <> ALL ($6)
                OR e.id <= $4 AND EXISTS (SELECT FROM audit_segment s WHERE s.book = $7
                    AND s.cluster = $8 AND s.last_id >= e.id AND s.unborn_from <= e.transaction),
                false) AS misplaced
            FROM unnest(int8multirange(int8range($1, NULL, '()')) - $2) span CROSS JOIN LATERAL (
                SELECT t.id, t.at, t.transaction FROM %I t
                WHERE t.id >= coalesce(lower(span), -9223372036854775808)
                  AND t.id <= coalesce(upper(span) - 1, 9223372036854775807)) e)
        SELECT o.misplaced, range_agg(int8range(o.id, o.id, '[]')), count(*), min(o.at)
        FROM outside o GROUP BY o.misplaced, o.id / $9 ORDER BY min(o.id)
        $rows$, 'audit_' || of_book)
        USING above, sealed, last.cluster = here, peak, last.unborn_from, last.running,
            of_book, here, most;
END
$$;
REVOKE ALL ON FUNCTION audit_outside(text, bigint, bigint) FROM PUBLIC, hientai_app;

-- What a segment says about itself, in the words that its hash is made of.
CREATE FUNCTION audit_words(s audit_segment) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT concat_ws('|', s.number, s.book, s.form, s.ids, s.first_id, s.last_id, s.count, s.digest,
        encode(sha256(s.leaves), 'hex'), s.unborn_from, array_to_string(s.running, ','), s.cluster,
        (extract(epoch FROM s.sealed_at) * 1000000)::bigint, s.previous)
$$;

-- Up to which id of a book nothing can come any more: whoever could have drawn one so low had
-- ended when the book was last sealed, and what they left was taken in then.
CREATE FUNCTION audit_settled(of_book text) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT max(s.last_id) FROM audit_segment s, LATERAL (
        SELECT l.cluster, coalesce((SELECT min(r) FROM unnest(l.running) r), l.unborn_from) AS ended
        FROM audit_segment l WHERE l.book = of_book ORDER BY l.number DESC LIMIT 1) last
    WHERE s.book = of_book AND last.cluster = audit_cluster() AND s.cluster = last.cluster
      AND s.unborn_from <= last.ended
$$;

-- Seal what is written of a book and in no segment yet, in segments of at most `most` rows.
CREATE FUNCTION audit_seal_book(of_book text, most bigint) RETURNS bigint LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    part record;
    made audit_segment;
    sealed bigint := 0;
    began timestamptz := clock_timestamp();
BEGIN
    FOR part IN
        SELECT o.ids, pg_current_snapshot() AS seen
        FROM audit_outside(of_book, audit_settled(of_book), most) o WHERE NOT o.misplaced
    LOOP
        SELECT coalesce(max(number), 0) + 1 INTO made.number FROM audit_segment;
        made.previous := coalesce((SELECT hash FROM audit_segment ORDER BY number DESC LIMIT 1),
                                  repeat('0', 64));
        made.book := of_book;
        made.form := 1;
        made.ids := part.ids;
        made.first_id := lower(part.ids);
        made.last_id := upper(part.ids) - 1;
        made.unborn_from := pg_snapshot_xmax(part.seen)::text::bigint;
        made.running := ARRAY(SELECT x::text::bigint FROM pg_snapshot_xip(part.seen) x
            UNION SELECT pg_current_xact_id_if_assigned()::text::bigint
            WHERE pg_current_xact_id_if_assigned() IS NOT NULL);
        made.cluster := audit_cluster();
        made.sealed_at := began;
        SELECT f.count, f.digest, f.leaves INTO made.count, made.digest, made.leaves
        FROM audit_sum(of_book, made.form, part.ids) f;
        made.hash := encode(sha256(convert_to(audit_words(made), 'UTF8')), 'hex');
        INSERT INTO audit_segment SELECT made.*;
        sealed := sealed + made.count;
    END LOOP;
    RETURN sealed;
END
$$;
REVOKE ALL ON FUNCTION audit_seal_book(text, bigint) FROM PUBLIC, hientai_app;

-- Anybody may ask for sealing: it only adds what has to be added. One at a time, for the chain
-- has one end; whoever waited looks again.
CREATE FUNCTION audit_seal_trace(most bigint DEFAULT 100000) RETURNS bigint LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('hientai.audit.seal'));
    RETURN audit_seal_book('event', most) + audit_seal_book('recordread', most);
END
$$;

-- The rows of a segment that are not what was sealed: removed, or altered, with what they tell of.
CREATE FUNCTION audit_check(of_number bigint)
RETURNS TABLE (whole boolean, id bigint, fault text, about text) LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
SET timezone = 'UTC' SET datestyle = 'ISO, YMD' AS $$
DECLARE
    s audit_segment;
BEGIN
    SELECT * INTO STRICT s FROM audit_segment WHERE number = of_number;
    whole := (SELECT f.count = s.count AND f.digest = s.digest
              FROM audit_sum(s.book, s.form, s.ids) f);
    IF whole THEN RETURN NEXT; RETURN; END IF;
    RETURN QUERY EXECUTE format($rows$
        WITH sealed AS (
            SELECT i AS id, substr($2, (row_number() OVER (ORDER BY i))::int * 8 - 7, 8) AS leaf
            FROM unnest($1) span
            CROSS JOIN LATERAL generate_series(lower(span), upper(span) - 1) i)
        SELECT false, b.id, CASE WHEN d.id IS NULL THEN 'removed' ELSE 'altered' END,
            coalesce(%s, '')
        FROM sealed b LEFT JOIN (%s) d ON d.id = b.id LEFT JOIN %I t ON t.id = d.id
        WHERE d.id IS NULL OR substr(d.digest, 1, 8) <> b.leaf ORDER BY b.id
        $rows$,
        CASE s.book WHEN 'event' THEN 't.table_name || '' '' || t.row_id'
            ELSE '''people_person '' || t.person_id' END,
        audit_digests(s.book, s.form), 'audit_' || s.book) USING s.ids, s.leaves;
    IF NOT FOUND THEN RETURN NEXT; END IF;  -- the segment's own words do not fit its rows
END
$$;

-- What no segment holds: how many rows wait and since when, and the runs of those that stand where
-- none can have been written.
CREATE FUNCTION audit_unsealed(of_book text)
RETURNS TABLE (misplaced boolean, first_id bigint, last_id bigint, count bigint, since timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT false, min(lower(o.ids)), max(upper(o.ids)) - 1, sum(o.count)::bigint, min(o.since)
    FROM audit_outside(of_book) o WHERE NOT o.misplaced HAVING count(*) > 0
    UNION ALL
    SELECT true, lower(run), upper(run) - 1, upper(run) - lower(run), o.since
    FROM audit_outside(of_book) o, unnest(o.ids) run WHERE o.misplaced
$$;
-- How many wait and since when, without a look at what nobody can write to any more.
CREATE FUNCTION audit_tail(of_book text) RETURNS TABLE (count bigint, since timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce(sum(o.count), 0)::bigint, min(o.since)
    FROM audit_outside(of_book, audit_settled(of_book)) o WHERE NOT o.misplaced
$$;

-- What a transaction may do is sealed with more: the units whose accounts are managed where that is
-- not all, the roles held (role:unit …), and in whose stead a deputy acts.
DROP FUNCTION audit_seal(bigint, text, text, boolean, text, bigint);
CREATE FUNCTION audit_seal(
    actor bigint, seen text, written text, manages boolean, label text, person bigint DEFAULT NULL,
    managed text DEFAULT '', roles text DEFAULT '', acting_for bigint DEFAULT NULL
) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    body text := concat_ws(E'\x1f', coalesce(actor::text, ''), seen,
                           CASE WHEN written = seen THEN '=' ELSE written END,
                           CASE WHEN manages THEN 'on' ELSE 'off' END,
                           translate(coalesce(label, ''), E'\x1f', ' '),
                           coalesce(person::text, ''), coalesce(managed, ''), coalesce(roles, ''),
                           coalesce(acting_for::text, ''));
    k audit_key;
BEGIN
    SELECT * INTO STRICT k FROM audit_key WHERE purpose = 'seal';
    PERFORM set_config('hientai.sight', encode(sha256(k.outer_pad || sha256(k.inner_pad
        || int4send(pg_backend_pid()) || timestamptz_send(now()) || convert_to(body, 'UTF8'))),
        'hex') || body, true);
END
$$;
REVOKE ALL ON FUNCTION
    audit_seal(bigint, text, text, boolean, text, bigint, text, text, bigint)
    FROM PUBLIC, hientai_app;

CREATE OR REPLACE FUNCTION audit_setting(name text) RETURNS text LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    sight text;
    body text;
    part text;
    inner_pad bytea;
    outer_pad bytea;
BEGIN
    IF name NOT IN ('actor', 'label', 'all', 'units', 'writes_all', 'units_written', 'manages',
                    'person', 'managed', 'roles', 'acting_for') THEN
        RETURN nullif(current_setting('hientai.' || name, true), '');
    END IF;
    sight := current_setting('hientai.sight', true);
    IF sight IS NULL OR sight = '' THEN RETURN NULL; END IF;
    body := substr(sight, 65);
    SELECT k.inner_pad, k.outer_pad INTO inner_pad, outer_pad
    FROM public.audit_key k WHERE k.purpose = 'seal';
    IF left(sight, 64) IS DISTINCT FROM encode(sha256(outer_pad || sha256(inner_pad
        || int4send(pg_backend_pid()) || timestamptz_send(now()) || convert_to(body, 'UTF8'))),
        'hex') THEN
        RAISE insufficient_privilege USING MESSAGE = 'the scope of this transaction is forged';
    END IF;
    part := CASE name WHEN 'actor' THEN split_part(body, E'\x1f', 1)
        WHEN 'manages' THEN split_part(body, E'\x1f', 4)
        WHEN 'label' THEN split_part(body, E'\x1f', 5)
        WHEN 'person' THEN split_part(body, E'\x1f', 6)
        WHEN 'managed' THEN split_part(body, E'\x1f', 7)
        WHEN 'roles' THEN split_part(body, E'\x1f', 8)
        WHEN 'acting_for' THEN split_part(body, E'\x1f', 9)
        ELSE split_part(body, E'\x1f', 2) END;
    IF name IN ('writes_all', 'units_written') AND split_part(body, E'\x1f', 3) <> '=' THEN
        part := split_part(body, E'\x1f', 3);
    END IF;
    IF name IN ('all', 'writes_all') THEN
        RETURN CASE WHEN part = 'all' THEN 'on' ELSE 'off' END;
    END IF;
    RETURN nullif(nullif(part, ''), CASE WHEN name IN ('units', 'units_written') THEN 'all' END);
END
$$;

-- The trace says in whose stead a deputy acted.
CREATE OR REPLACE FUNCTION audit_record() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    author bigint := audit_setting('actor')::bigint;
    label text := CASE WHEN author IS NOT NULL THEN audit_setting('label') END;
    stead bigint := audit_setting('acting_for')::bigint;
    why text := coalesce(audit_setting('ground'), '');
    part bigint := audit_setting('batch')::bigint;
    touched bigint;
BEGIN
    author := coalesce(author, nullif(current_setting('hientai.actor', true), '')::bigint);
    label := coalesce(label, audit_setting('actor_label'), session_user);
    IF TG_OP = 'INSERT' THEN
        INSERT INTO audit_event
            (actor_id, actor_label, acting_for, ground, batch, table_name, row_id, operation)
        SELECT author, label, stead, why, part, TG_TABLE_NAME, n.id, 'I' FROM new_rows n;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO audit_event
            (actor_id, actor_label, acting_for, ground, batch, table_name, row_id, operation,
             before)
        SELECT author, label, stead, why, part, TG_TABLE_NAME, o.id, 'D', to_jsonb(o)
        FROM old_rows o;
    ELSE
        INSERT INTO audit_event
            (actor_id, actor_label, acting_for, ground, batch, table_name, row_id, operation,
             before, after)
        SELECT author, label, stead, why, part, TG_TABLE_NAME, o.id, 'U',
               audit_changed(to_jsonb(o), to_jsonb(n), to_jsonb(o)),
               audit_changed(to_jsonb(o), to_jsonb(n), to_jsonb(n))
        FROM old_rows o JOIN new_rows n ON n.id = o.id WHERE to_jsonb(o) <> to_jsonb(n);
    END IF;
    GET DIAGNOSTICS touched = ROW_COUNT;
    IF touched > 0 THEN PERFORM audit_raise_mark(); END IF;
    RETURN NULL;
END
$$;
