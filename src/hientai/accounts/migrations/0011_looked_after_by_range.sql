CREATE FUNCTION accounts_sight_to_manage() RETURNS int8multirange LANGUAGE sql STABLE AS $$
    SELECT coalesce(audit_setting('managed')::int8multirange, '{}')
$$;
-- As 0007, asking ranges: the list of accounts asks it for each of them.
CREATE OR REPLACE FUNCTION accounts_looks_after(who bigint) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT accounts_manages() OR coalesce(
        who IS DISTINCT FROM audit_setting('actor')::bigint AND bool_and(
            r.unit_id <@ (SELECT accounts_sight_to_manage())
            AND r.role <> ALL (accounts_top_roles())), false)
    FROM accounts_roleassignment r
    WHERE r.user_id = who AND (upper_inf(r.period) OR upper(r.period) > current_date)
$$;
