-- Roles that reach over the own record alone, and over no unit.
CREATE FUNCTION accounts_own_roles() RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT ARRAY['learner']
$$;
CREATE OR REPLACE FUNCTION accounts_reading_roles() RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT ARRAY['viewer', 'auditor', 'learner']
$$;

-- Whose record is a user's own; a room above, which knows the people, says it.
CREATE FUNCTION accounts_person_of(who bigint) RETURNS bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$ SELECT NULL::bigint $$;

CREATE OR REPLACE FUNCTION accounts_enter(who bigint, on_day date, stamp bigint, proof text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    shown text;
    seen_at bigint[];
    written_at bigint[];
    managed_at bigint[];
    own boolean;
    seen text;
    written text;
BEGIN
    IF NOT audit_proved(concat_ws('|', 'enter', who, to_char(on_day, 'YYYY-MM-DD')), stamp, proof) THEN
        RAISE invalid_authorization_specification
            USING MESSAGE = 'nobody with the key of the server asks for this scope';
    END IF;
    SELECT coalesce(nullif(u.name, ''), u.username),
        array_agg(r.unit_id) FILTER (WHERE r.role <> ALL (accounts_own_roles())),
        array_agg(r.unit_id) FILTER (WHERE r.role <> ALL (accounts_reading_roles())),
        array_agg(r.unit_id) FILTER (WHERE r.role = ANY (accounts_managing_roles())),
        bool_or(r.role = ANY (accounts_own_roles()))
    INTO shown, seen_at, written_at, managed_at, own
    FROM accounts_user u
    LEFT JOIN accounts_roleassignment r ON r.user_id = u.id AND r.period @> on_day AND u.is_active
    WHERE u.id = who GROUP BY u.id;
    seen := accounts_reach(seen_at, on_day);
    written := CASE WHEN written_at IS NULL THEN '{}'
        WHEN written_at = seen_at THEN seen ELSE accounts_reach(written_at, on_day) END;
    PERFORM audit_seal(who, seen, written,
        managed_at IS NOT NULL AND accounts_reach(managed_at, on_day) = 'all', shown,
        CASE WHEN own THEN accounts_person_of(who) END);
END
$$;
