-- A role that is taken back before it began takes its tokens along, whoever takes it back.
ALTER TABLE accounts_token ADD CONSTRAINT token_exercises_a_role
    FOREIGN KEY (assignment_id) REFERENCES accounts_roleassignment (id) ON DELETE CASCADE
    DEFERRABLE INITIALLY DEFERRED;

-- A token is its owner's affair. Who looks after the account sees that it is there and may revoke
-- it; it is never removed, and nothing of it changes but that it was used or revoked.
ALTER TABLE accounts_token ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON accounts_token
    USING (user_id = (SELECT audit_setting('actor')::bigint));
CREATE POLICY managed_seen ON accounts_token FOR SELECT
    USING ((SELECT accounts_manages()) OR accounts_looks_after(user_id));
CREATE POLICY managed_revoked ON accounts_token FOR UPDATE
    USING ((SELECT accounts_manages()) OR accounts_looks_after(user_id));
REVOKE DELETE ON accounts_token FROM hientai_app;

CREATE FUNCTION accounts_token_stays() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NOT EXISTS (SELECT FROM accounts_roleassignment r
                       WHERE r.id = NEW.assignment_id AND r.user_id = NEW.user_id) THEN
            RAISE EXCEPTION 'a token exercises a role of its owner'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'token_of_an_own_role';
        END IF;
    ELSIF (to_jsonb(NEW) - '{used_at,revoked_at,revoked_by}'::text[])
        <> (to_jsonb(OLD) - '{used_at,revoked_at,revoked_by}'::text[])
        OR OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS DISTINCT FROM OLD.revoked_at THEN
        RAISE EXCEPTION 'of a token only its use and its end are written'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'token_stays';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER token_stays BEFORE INSERT OR UPDATE ON accounts_token
    FOR EACH ROW EXECUTE FUNCTION accounts_token_stays();

-- Why a token opens nothing on a day; '' where it opens. Its unit has to stand under that of the
-- role on that day, and the role has to be held: a token never does more than its owner then.
CREATE FUNCTION accounts_token_fault(t accounts_token, on_day date) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT CASE
        WHEN t.revoked_at IS NOT NULL THEN 'revoked'
        WHEN t.last_day < on_day THEN 'over'
        WHEN NOT u.is_active THEN 'inactive'
        WHEN NOT r.period @> on_day OR r.user_id <> t.user_id THEN 'role'
        WHEN t.unit_id <> r.unit_id AND t.unit_id NOT IN (
            SELECT organisations_subtree(ARRAY[r.unit_id], on_day)) THEN 'unit'
        ELSE '' END
    FROM accounts_roleassignment r, accounts_user u
    WHERE r.id = t.assignment_id AND u.id = t.user_id
$$;

-- How often was asked in the minute under way, by a token ('token:7') or, with words that are none,
-- from an address ('address:…'). It is no business of the trace and may be lost in a crash.
CREATE UNLOGGED TABLE accounts_asking (
    who text PRIMARY KEY,
    minute timestamptz NOT NULL,
    asked integer NOT NULL
);
ALTER TABLE accounts_asking ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON accounts_asking FROM PUBLIC, hientai_app;

-- Whose token a word is, told its hash; that it was asked with is counted. Asked in a transaction
-- of its own, before anybody's scope: what is asked next may fail and is counted all the same.
CREATE FUNCTION accounts_token_asked(told bytea, address text, on_day date)
RETURNS TABLE (token bigint, fault text, asked integer) LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    t accounts_token;
    times integer;
BEGIN
    SELECT * INTO t FROM accounts_token WHERE digest = told;
    INSERT INTO accounts_asking AS a (who, minute, asked)
    VALUES (CASE WHEN t.id IS NULL THEN 'address:' || address ELSE 'token:' || t.id END,
            date_trunc('minute', clock_timestamp()), 1)
    ON CONFLICT (who) DO UPDATE SET minute = EXCLUDED.minute,
        asked = CASE WHEN a.minute = EXCLUDED.minute THEN a.asked + 1 ELSE 1 END
    RETURNING a.asked INTO times;
    IF t.id IS NOT NULL AND coalesce(t.used_at < now() - interval '5 minutes', true) THEN
        UPDATE accounts_token SET used_at = now() WHERE id = t.id;
    END IF;
    RETURN QUERY SELECT t.id, CASE WHEN t.id IS NULL THEN 'unknown'
        ELSE accounts_token_fault(t, on_day) END, times;
END
$$;

CREATE FUNCTION accounts_forget_asking() RETURNS void LANGUAGE sql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    DELETE FROM accounts_asking WHERE minute < now() - interval '1 day'
$$;

-- Open this transaction to what a token reaches on a day, and nothing else of its owner's.
CREATE FUNCTION accounts_enter_by_token(
    token bigint, on_day date, stamp bigint, proof text
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    t accounts_token;
    held text;
    shown text;
    reach text;
    managed text := '{}';
BEGIN
    IF NOT audit_proved(concat_ws('|', 'token', token, to_char(on_day, 'YYYY-MM-DD')),
                        stamp, proof) THEN
        RAISE invalid_authorization_specification
            USING MESSAGE = 'nobody with the key of the server asks for this scope';
    END IF;
    SELECT * INTO STRICT t FROM accounts_token WHERE id = token;
    SELECT coalesce(nullif(u.name, ''), u.username) || ' (qua mã truy cập “' || t.name || '”)'
    INTO shown FROM accounts_user u WHERE u.id = t.user_id;
    IF accounts_token_fault(t, on_day) <> '' THEN
        PERFORM audit_seal(t.user_id, '{}', '{}', false, shown);
        RETURN;
    END IF;
    SELECT r.role INTO held FROM accounts_roleassignment r WHERE r.id = t.assignment_id;
    reach := accounts_reach(ARRAY[t.unit_id], on_day);
    IF NOT t.reads_only AND held = ANY (accounts_managing_roles()) THEN managed := reach; END IF;
    PERFORM audit_seal(
        t.user_id,
        CASE WHEN held = ANY (accounts_blind_roles()) THEN '{}' ELSE reach END,
        CASE WHEN t.reads_only OR held = ANY (accounts_reading_roles()) THEN '{}' ELSE reach END,
        managed = 'all', shown,
        CASE WHEN held = ANY (accounts_own_roles()) THEN accounts_person_of(t.user_id) END,
        nullif(managed, 'all'), held || ':' || t.unit_id, NULL);
END
$$;
