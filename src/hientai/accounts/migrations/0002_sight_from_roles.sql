DROP FUNCTION accounts_enter(bigint, text, bigint[], date);

-- Roles that look and never write; roles that manage accounts where they reach over everything.
CREATE FUNCTION accounts_reading_roles() RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT ARRAY['viewer']
$$;
CREATE FUNCTION accounts_managing_roles() RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT ARRAY['owner']
$$;

-- How far roles at these units reach: "all" only where they are the roots of the whole tree.
CREATE FUNCTION accounts_reach(roots bigint[], on_day date) RETURNS text LANGUAGE sql STABLE
SET search_path = pg_catalog, public AS $$
    SELECT CASE
        WHEN count(*) > 0 AND bool_and(v.unit_id = ANY (roots)) THEN 'all'
        ELSE (SELECT coalesce(array_agg(u), '{}')::text FROM organisations_subtree(roots, on_day) u)
    END
    FROM organisations_unitversion v WHERE v.parent_id IS NULL AND v.period @> on_day
$$;

-- Open this transaction to what the stored roles of a user reach on a day, and no further.
CREATE FUNCTION accounts_enter(who bigint, on_day date, stamp bigint, proof text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    shown text;
    seen_at bigint[];
    written_at bigint[];
    managed_at bigint[];
    seen text;
    written text;
BEGIN
    IF NOT audit_proved(concat_ws('|', 'enter', who, to_char(on_day, 'YYYY-MM-DD')), stamp, proof) THEN
        RAISE invalid_authorization_specification
            USING MESSAGE = 'nobody with the key of the server asks for this scope';
    END IF;
    SELECT coalesce(nullif(u.name, ''), u.username), array_agg(r.unit_id),
        array_agg(r.unit_id) FILTER (WHERE r.role <> ALL (accounts_reading_roles())),
        array_agg(r.unit_id) FILTER (WHERE r.role = ANY (accounts_managing_roles()))
    INTO shown, seen_at, written_at, managed_at
    FROM accounts_user u
    LEFT JOIN accounts_roleassignment r ON r.user_id = u.id AND r.period @> on_day AND u.is_active
    WHERE u.id = who GROUP BY u.id;
    seen := accounts_reach(seen_at, on_day);
    written := CASE WHEN written_at IS NULL THEN '{}'
        WHEN written_at = seen_at THEN seen ELSE accounts_reach(written_at, on_day) END;
    PERFORM audit_seal(who, seen, written,
        managed_at IS NOT NULL AND accounts_reach(managed_at, on_day) = 'all', shown);
END
$$;

-- Open this transaction to the operator of the machine, who sees and changes everything.
CREATE FUNCTION accounts_operate(label text, stamp bigint, proof text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    IF NOT audit_proved('operate|' || label, stamp, proof) THEN
        RAISE invalid_authorization_specification
            USING MESSAGE = 'nobody with the key of the server asks for this scope';
    END IF;
    PERFORM audit_seal(NULL, 'all', 'all', true, label);
    PERFORM set_config('hientai.actor', '', true), set_config('hientai.actor_label', label, true);
END
$$;

CREATE FUNCTION accounts_manages() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(audit_setting('manages') = 'on', false)
$$;

-- Roles are read before a scope is set, for pages ask them first; only who manages writes them.
ALTER TABLE accounts_roleassignment ENABLE ROW LEVEL SECURITY;
CREATE POLICY read_to_decide ON accounts_roleassignment FOR SELECT USING (true);
CREATE POLICY managed ON accounts_roleassignment
    USING ((SELECT accounts_manages())) WITH CHECK ((SELECT accounts_manages()));

-- A user is read to sign in, before anybody's scope. The own row may be changed in its password
-- and last sign-in, every row by who manages; users are never removed.
ALTER TABLE accounts_user ENABLE ROW LEVEL SECURITY;
CREATE POLICY read_to_sign_in ON accounts_user FOR SELECT USING (true);
CREATE POLICY added_by_managers ON accounts_user FOR INSERT WITH CHECK ((SELECT accounts_manages()));
CREATE POLICY own_row_or_managed ON accounts_user FOR UPDATE USING (
    id = (SELECT audit_setting('actor')::bigint) OR (SELECT accounts_manages()));
REVOKE DELETE ON accounts_user FROM hientai_app;

CREATE FUNCTION accounts_own_row_stays() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public AS $$
BEGIN
    IF (to_jsonb(NEW) - 'password' - 'last_login') <> (to_jsonb(OLD) - 'password' - 'last_login')
        AND NOT accounts_manages() AND current_user = 'hientai_app' THEN
        RAISE insufficient_privilege
            USING MESSAGE = 'of the own account only the password may be changed';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER own_row_stays BEFORE UPDATE ON accounts_user
    FOR EACH ROW EXECUTE FUNCTION accounts_own_row_stays();
