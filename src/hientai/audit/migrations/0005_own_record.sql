-- The scope of a transaction may hold one person too: the user whose own record that is.
DROP FUNCTION audit_seal(bigint, text, text, boolean, text);
CREATE FUNCTION audit_seal(
    actor bigint, seen text, written text, manages boolean, label text, person bigint DEFAULT NULL
) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    body text := concat_ws(E'\x1f', coalesce(actor::text, ''), seen,
                           CASE WHEN written = seen THEN '=' ELSE written END,
                           CASE WHEN manages THEN 'on' ELSE 'off' END,
                           translate(coalesce(label, ''), E'\x1f', ' '),
                           coalesce(person::text, ''));
    k audit_key;
BEGIN
    SELECT * INTO STRICT k FROM audit_key WHERE purpose = 'seal';
    PERFORM set_config('hientai.sight', encode(sha256(k.outer_pad || sha256(k.inner_pad
        || int4send(pg_backend_pid()) || timestamptz_send(now()) || convert_to(body, 'UTF8'))),
        'hex') || body, true);
END
$$;
REVOKE ALL ON FUNCTION audit_seal(bigint, text, text, boolean, text, bigint)
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
                    'person') THEN
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

-- What was removed from a person's record is found by the person; removals are few.
CREATE INDEX audit_event_removed_of ON audit_event ((before ->> 'person_id'))
    WHERE operation = 'D';
