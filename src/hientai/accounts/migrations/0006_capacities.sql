-- What the table of roles says (accounts/domain/roles.py), as far as sight and writing follow it.
CREATE FUNCTION accounts_blind_roles() RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT ARRAY['administrator', 'institution', 'lecturer', 'learner']
$$;
CREATE OR REPLACE FUNCTION accounts_reading_roles() RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT ARRAY['lead_agency', 'finance', 'steering', 'auditor', 'viewer'] || accounts_blind_roles()
$$;
CREATE OR REPLACE FUNCTION accounts_own_roles() RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT ARRAY['lecturer', 'learner']
$$;
CREATE OR REPLACE FUNCTION accounts_managing_roles() RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT ARRAY['administrator', 'owner']
$$;
CREATE FUNCTION accounts_top_roles() RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT ARRAY['administrator', 'owner', 'steering', 'auditor']
$$;

-- Roles were given without a ground before, and still are where none is known.
ALTER TABLE accounts_roleassignment
    ALTER COLUMN ground SET DEFAULT '', ALTER COLUMN end_ground SET DEFAULT '';

-- Open this transaction to what the roles of a user reach on a day; or, where the user stands in as
-- a deputy on that day, to what the one role reaches that is stood in for, and nothing of the own.
-- A deputy whose time is over, or who deputises for a role that has ended, enters as nobody else.
DROP FUNCTION accounts_enter(bigint, date, bigint, text);
CREATE FUNCTION accounts_enter(
    who bigint, on_day date, deputy bigint, stamp bigint, proof text
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    shown text;
    stead accounts_roleassignment;
    seen_at bigint[];
    written_at bigint[];
    managed_at bigint[];
    own boolean;
    seen text;
    written text;
    managed text;
    held text;
BEGIN
    IF NOT audit_proved(concat_ws('|', 'enter', who, to_char(on_day, 'YYYY-MM-DD'), deputy),
                        stamp, proof) THEN
        RAISE invalid_authorization_specification
            USING MESSAGE = 'nobody with the key of the server asks for this scope';
    END IF;
    SELECT r.* INTO stead FROM accounts_deputy d
    JOIN accounts_roleassignment r ON r.id = d.assignment_id
    JOIN accounts_user h ON h.id = r.user_id AND h.is_active
    WHERE d.id = deputy AND d.user_id = who AND d.period @> on_day AND r.period @> on_day;
    SELECT coalesce(nullif(u.name, ''), u.username),
        array_agg(r.unit_id) FILTER (WHERE r.role <> ALL (accounts_blind_roles())),
        array_agg(r.unit_id) FILTER (WHERE r.role <> ALL (accounts_reading_roles())),
        array_agg(r.unit_id) FILTER (WHERE r.role = ANY (accounts_managing_roles())),
        bool_or(r.role = ANY (accounts_own_roles()) AND r.user_id = who),
        string_agg(r.role || ':' || r.unit_id, ' ')
    INTO shown, seen_at, written_at, managed_at, own, held
    FROM accounts_user u
    LEFT JOIN accounts_roleassignment r ON u.is_active AND r.period @> on_day
        AND CASE WHEN stead.id IS NULL THEN r.user_id = u.id ELSE r.id = stead.id END
    WHERE u.id = who GROUP BY u.id;
    IF stead.id IS NOT NULL THEN
        shown := shown || ' (thay ' || (SELECT coalesce(nullif(h.name, ''), h.username)
                                        FROM accounts_user h WHERE h.id = stead.user_id) || ')';
    END IF;
    seen := accounts_reach(seen_at, on_day);
    written := CASE WHEN written_at IS NULL THEN '{}'
        WHEN written_at = seen_at THEN seen ELSE accounts_reach(written_at, on_day) END;
    managed := CASE WHEN managed_at IS NULL THEN '{}' WHEN managed_at = seen_at THEN seen
        ELSE accounts_reach(managed_at, on_day) END;
    PERFORM audit_seal(who, seen, written, managed = 'all', shown,
        CASE WHEN own THEN accounts_person_of(who) END, nullif(managed, 'all'), held,
        stead.user_id);
END
$$;

-- The units at which a role is exercised in this transaction, for the walls of other rooms.
CREATE FUNCTION accounts_units_as(asked text) RETURNS SETOF bigint LANGUAGE sql STABLE AS $$
    SELECT split_part(one, ':', 2)::bigint
    FROM unnest(string_to_array(audit_setting('roles'), ' ')) one
    WHERE split_part(one, ':', 1) = asked
$$;
-- The units whose roles are given here, where that is not all of them.
CREATE FUNCTION accounts_units_managed() RETURNS SETOF bigint LANGUAGE sql STABLE AS $$
    SELECT unnest(audit_setting('managed')::bigint[])
$$;

-- Whether this transaction may give, or end, a role at a unit: said before the walls refuse it. Where
-- nobody has entered there is nothing to say.
CREATE FUNCTION accounts_may_give(asked text, at bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT accounts_manages() OR audit_setting('actor') IS NULL
        OR at IN (SELECT accounts_units_managed()) AND asked <> ALL (accounts_top_roles())
$$;

-- Who administers a part gives and ends roles there: not those of the top, and nobody's own.
DROP POLICY managed ON accounts_roleassignment;
CREATE POLICY managed ON accounts_roleassignment
    USING ((SELECT accounts_manages()) OR unit_id IN (SELECT accounts_units_managed())
        AND role <> ALL ((SELECT accounts_top_roles())::text[])
        AND user_id IS DISTINCT FROM (SELECT audit_setting('actor')::bigint))
    WITH CHECK ((SELECT accounts_manages()) OR unit_id IN (SELECT accounts_units_managed())
        AND role <> ALL ((SELECT accounts_top_roles())::text[])
        AND user_id IS DISTINCT FROM (SELECT audit_setting('actor')::bigint));

SELECT audit_watch('accounts_deputy');
ALTER TABLE accounts_deputy ENABLE ROW LEVEL SECURITY;
CREATE POLICY read_to_decide ON accounts_deputy FOR SELECT USING (true);
CREATE POLICY managed ON accounts_deputy
    USING ((SELECT accounts_manages()) OR assignment_id IN (
        SELECT r.id FROM accounts_roleassignment r
        WHERE r.unit_id IN (SELECT accounts_units_managed())
          AND r.role <> ALL ((SELECT accounts_top_roles())::text[]))
        AND user_id IS DISTINCT FROM (SELECT audit_setting('actor')::bigint))
    WITH CHECK ((SELECT accounts_manages()) OR assignment_id IN (
        SELECT r.id FROM accounts_roleassignment r
        WHERE r.unit_id IN (SELECT accounts_units_managed())
          AND r.role <> ALL ((SELECT accounts_top_roles())::text[]))
        AND user_id IS DISTINCT FROM (SELECT audit_setting('actor')::bigint));

-- Nobody deputises for oneself, nor for a role that is about the own record.
CREATE FUNCTION accounts_deputy_is_another() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM accounts_roleassignment r WHERE r.id = NEW.assignment_id
               AND (r.user_id = NEW.user_id OR r.role = ANY (accounts_own_roles()))) THEN
        RAISE EXCEPTION 'a role is deputised by another, and a personal one by nobody'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'deputy_is_another';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER deputy_is_another BEFORE INSERT OR UPDATE ON accounts_deputy
    FOR EACH ROW EXECUTE FUNCTION accounts_deputy_is_another();
