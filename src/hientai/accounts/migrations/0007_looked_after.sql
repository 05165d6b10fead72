-- Whom this transaction looks after: everybody, where accounts are managed as a whole; where that is
-- a part, those who hold a role there, none elsewhere that has not ended, and none of the top.
CREATE FUNCTION accounts_looks_after(who bigint) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT accounts_manages() OR coalesce(
        who IS DISTINCT FROM audit_setting('actor')::bigint AND bool_and(
            r.unit_id IN (SELECT accounts_units_managed())
            AND r.role <> ALL (accounts_top_roles())), false)
    FROM accounts_roleassignment r
    WHERE r.user_id = who AND (upper_inf(r.period) OR upper(r.period) > current_date)
$$;

DROP POLICY managed_seen ON accounts_factor;
DROP POLICY managed_removed ON accounts_factor;
CREATE POLICY managed_seen ON accounts_factor FOR SELECT
    USING ((SELECT accounts_manages()) OR accounts_looks_after(user_id));
CREATE POLICY managed_removed ON accounts_factor FOR DELETE
    USING ((SELECT accounts_manages()) OR accounts_looks_after(user_id));

DROP POLICY managed_seen ON accounts_identity;
DROP POLICY managed_removed ON accounts_identity;
CREATE POLICY managed_seen ON accounts_identity FOR SELECT
    USING ((SELECT accounts_manages()) OR accounts_looks_after(user_id));

DROP POLICY managed ON accounts_ticket;
CREATE POLICY managed_seen ON accounts_ticket FOR SELECT
    USING ((SELECT accounts_manages()) OR accounts_looks_after(user_id));

-- Who administers a part makes users too; what they are there comes from the roles given next.
DROP POLICY added_by_managers ON accounts_user;
CREATE POLICY added_by_managers ON accounts_user FOR INSERT WITH CHECK (
    (SELECT accounts_manages()) OR EXISTS (SELECT accounts_units_managed()));

CREATE OR REPLACE FUNCTION accounts_note(account bigint, told jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    author bigint := audit_setting('actor')::bigint;
BEGIN
    IF account IS DISTINCT FROM author AND NOT accounts_looks_after(account) THEN
        RAISE insufficient_privilege
            USING MESSAGE = 'only of the own account, or by who manages accounts';
    END IF;
    PERFORM txid_current();  -- the trace asks for the number of a transaction before its lines
    INSERT INTO audit_event
        (actor_id, actor_label, acting_for, ground, table_name, row_id, operation, after)
    VALUES (author,
        coalesce(CASE WHEN author IS NOT NULL THEN audit_setting('label') END,
                 audit_setting('actor_label'), session_user),
        audit_setting('acting_for')::bigint,
        coalesce(audit_setting('ground'), ''), 'accounts_user', account, 'U', told);
END
$$;
