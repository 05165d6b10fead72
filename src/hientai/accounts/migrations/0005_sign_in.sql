-- What somebody proves to be the one with is the own affair: it is read and written in the own
-- scope alone. Who manages accounts sees that it is there and may take it away (a lost phone).
ALTER TABLE accounts_factor ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON accounts_factor
    USING (user_id = (SELECT audit_setting('actor')::bigint));
CREATE POLICY managed_seen ON accounts_factor FOR SELECT USING ((SELECT accounts_manages()));
CREATE POLICY managed_removed ON accounts_factor FOR DELETE USING ((SELECT accounts_manages()));

ALTER TABLE accounts_identity ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON accounts_identity
    USING (user_id = (SELECT audit_setting('actor')::bigint));
CREATE POLICY managed_seen ON accounts_identity FOR SELECT USING ((SELECT accounts_manages()));
CREATE POLICY managed_removed ON accounts_identity FOR DELETE USING ((SELECT accounts_manages()));

-- Tickets are made by who manages accounts or in the own scope, and never removed before they end.
ALTER TABLE accounts_ticket ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON accounts_ticket
    USING (user_id = (SELECT audit_setting('actor')::bigint));
CREATE POLICY managed ON accounts_ticket USING ((SELECT accounts_manages()));

-- What is demanded of a role is read before there is a scope, for signing in asks it.
SELECT audit_watch('accounts_demand');
ALTER TABLE accounts_demand ENABLE ROW LEVEL SECURITY;
CREATE POLICY read_to_sign_in ON accounts_demand FOR SELECT USING (true);
CREATE POLICY managed ON accounts_demand
    USING ((SELECT accounts_manages())) WITH CHECK ((SELECT accounts_manages()));

-- Whose ticket or identity it is, asked before there is a scope by who holds the word or was told
-- the subject by the provider; nothing else of the row is told.
CREATE FUNCTION accounts_user_of_ticket(told bytea) RETURNS bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT user_id FROM accounts_ticket WHERE digest = told
$$;
CREATE FUNCTION accounts_user_of_identity(of_issuer text, of_subject text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT user_id FROM accounts_identity WHERE issuer = of_issuer AND subject = of_subject
$$;

-- What was done about somebody's way of signing in, without what it is done with: a line in the
-- trace of the user's row. It changes no figure, so the mark of the data stays.
CREATE FUNCTION accounts_note(account bigint, told jsonb) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    author bigint := audit_setting('actor')::bigint;
BEGIN
    IF account IS DISTINCT FROM author AND NOT accounts_manages() THEN
        RAISE insufficient_privilege
            USING MESSAGE = 'only of the own account, or by who manages accounts';
    END IF;
    PERFORM txid_current();  -- the trace asks for the number of a transaction before its lines
    INSERT INTO audit_event
        (actor_id, actor_label, ground, table_name, row_id, operation, after)
    VALUES (author,
        coalesce(CASE WHEN author IS NOT NULL THEN audit_setting('label') END,
                 audit_setting('actor_label'), session_user),
        coalesce(audit_setting('ground'), ''), 'accounts_user', account, 'U', told);
END
$$;

-- Sessions are kept in a table that knows whose they are (under the hash of their key).
DROP TABLE IF EXISTS django_session;
