-- Keys that the application's role can neither read nor write: one of the database's own, which
-- seals the scope of a transaction, and those of the processes that may open one. They stand as
-- the two padded halves of HMAC-SHA256.
CREATE TABLE audit_key (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    purpose text NOT NULL CHECK (purpose IN ('seal', 'process')),
    inner_pad bytea NOT NULL,
    outer_pad bytea NOT NULL,
    UNIQUE (purpose, inner_pad)
);
REVOKE ALL ON audit_key FROM PUBLIC, hientai_app;
INSERT INTO audit_key (purpose, inner_pad, outer_pad) VALUES ('seal',
    sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())),
    sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));

-- Whether a process that knows its key said this, less than two minutes ago.
CREATE FUNCTION audit_proved(message text, stamp bigint, proof text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT abs(extract(epoch FROM clock_timestamp()) - stamp) < 120 AND EXISTS (
        SELECT FROM audit_key k WHERE k.purpose = 'process' AND proof = encode(sha256(
            k.outer_pad || sha256(k.inner_pad || convert_to(message || '|' || stamp, 'UTF8'))),
            'hex'))
$$;

-- The scope of this transaction, sealed: who, what is seen, what is written ("all" or unit ids),
-- whether accounts are managed, the name for the trace. Only definer functions may call it.
CREATE FUNCTION audit_seal(actor bigint, seen text, written text, manages boolean, label text)
RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
    body text := concat_ws(E'\x1f', coalesce(actor::text, ''), seen,
                           CASE WHEN written = seen THEN '=' ELSE written END,
                           CASE WHEN manages THEN 'on' ELSE 'off' END,
                           translate(coalesce(label, ''), E'\x1f', ' '));
    k audit_key;
BEGIN
    SELECT * INTO STRICT k FROM audit_key WHERE purpose = 'seal';
    PERFORM set_config('hientai.sight', encode(sha256(k.outer_pad || sha256(k.inner_pad
        || int4send(pg_backend_pid()) || timestamptz_send(now()) || convert_to(body, 'UTF8'))),
        'hex') || body, true);
END
$$;
REVOKE ALL ON FUNCTION audit_seal(bigint, text, text, boolean, text) FROM PUBLIC, hientai_app;

-- Anybody may set a setting, so the scope counts only under the seal of this very transaction;
-- one that was written by other means is an attack and stops the statement.
CREATE OR REPLACE FUNCTION audit_setting(name text) RETURNS text LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    sight text;
    body text;
    part text;
    inner_pad bytea;
    outer_pad bytea;
BEGIN
    IF name NOT IN ('actor', 'label', 'all', 'units', 'writes_all', 'units_written', 'manages') THEN
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

-- The author of a change is who opened the transaction; only where that is the machine's operator
-- (or the owner's role) may the settings name somebody on whose behalf it acts.
CREATE OR REPLACE FUNCTION audit_record() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public AS $$
DECLARE
    author bigint := audit_setting('actor')::bigint;
    label text := CASE WHEN author IS NOT NULL THEN audit_setting('label') END;
    why text := coalesce(audit_setting('ground'), '');
    part bigint := audit_setting('batch')::bigint;
    touched bigint;
BEGIN
    author := coalesce(author, nullif(current_setting('hientai.actor', true), '')::bigint);
    label := coalesce(label, audit_setting('actor_label'), session_user);
    IF TG_OP = 'INSERT' THEN
        INSERT INTO audit_event
            (actor_id, actor_label, ground, batch, table_name, row_id, operation)
        SELECT author, label, why, part, TG_TABLE_NAME, n.id, 'I' FROM new_rows n;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO audit_event
            (actor_id, actor_label, ground, batch, table_name, row_id, operation, before)
        SELECT author, label, why, part, TG_TABLE_NAME, o.id, 'D', to_jsonb(o) FROM old_rows o;
    ELSE
        INSERT INTO audit_event
            (actor_id, actor_label, ground, batch, table_name, row_id, operation, before, after)
        SELECT author, label, why, part, TG_TABLE_NAME, o.id, 'U',
               audit_changed(to_jsonb(o), to_jsonb(n), to_jsonb(o)),
               audit_changed(to_jsonb(o), to_jsonb(n), to_jsonb(n))
        FROM old_rows o JOIN new_rows n ON n.id = o.id WHERE to_jsonb(o) <> to_jsonb(n);
    END IF;
    GET DIAGNOSTICS touched = ROW_COUNT;
    IF touched > 0 THEN PERFORM audit_raise_mark(); END IF;
    RETURN NULL;
END
$$;

-- Who opened a record is said by the seal, not by whoever writes the line.
DROP POLICY reads_are_kept ON audit_recordread;
CREATE POLICY reads_are_kept ON audit_recordread FOR INSERT
    WITH CHECK (actor_id IS NOT DISTINCT FROM (SELECT audit_setting('actor')::bigint));

-- What has been applied to the tables is the owner's to say.
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM hientai_app;
