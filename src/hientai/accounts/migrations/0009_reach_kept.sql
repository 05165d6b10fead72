-- How far roles at these units reach, in ranges of units; "all" only where they are the roots of the
-- whole tree.
DROP FUNCTION accounts_reach(bigint[], date);
CREATE FUNCTION accounts_reach_now(roots bigint[], on_day date) RETURNS text LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT CASE
        WHEN count(*) > 0 AND bool_and(v.unit_id = ANY (roots)) THEN 'all'
        ELSE organisations_ranges(ARRAY(SELECT organisations_subtree(roots, on_day)))::text
    END
    FROM organisations_unitversion v WHERE v.parent_id IS NULL AND v.period @> on_day
$$;

-- The same, found once for a tree that has not changed since: to walk down to a province's units was
-- a quarter of each page's work.
CREATE TABLE accounts_reachkept (
    roots bigint[] PRIMARY KEY, on_day date NOT NULL, mark bigint NOT NULL, reach text NOT NULL
);
REVOKE ALL ON accounts_reachkept FROM hientai_app;
CREATE FUNCTION accounts_reach(at bigint[], day date) RETURNS text LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    -- Nothing is kept of what only this transaction sees, and nobody waits to keep it.
    keeps boolean := at IS NOT NULL AND pg_current_xact_id_if_assigned() IS NULL
        AND current_setting('transaction_read_only') = 'off';
    now_at bigint;
    found text;
BEGIN
    SELECT coalesce(sum(m.count), 0) INTO now_at FROM organisations_mark m;
    SELECT k.reach INTO found FROM accounts_reachkept k
    WHERE k.roots = at AND k.on_day = day AND k.mark = now_at;
    IF found IS NOT NULL THEN RETURN found; END IF;
    found := accounts_reach_now(at, day);
    IF keeps AND pg_try_advisory_xact_lock(hashtext('accounts_reachkept'), hashtext(at::text)) THEN
        INSERT INTO accounts_reachkept VALUES (at, day, now_at, found)
        ON CONFLICT (roots) DO UPDATE
        SET on_day = excluded.on_day, mark = excluded.mark, reach = excluded.reach;
    END IF;
    RETURN found;
END
$$;
REVOKE ALL ON FUNCTION accounts_reach(bigint[], date) FROM PUBLIC, hientai_app;

CREATE OR REPLACE FUNCTION accounts_units_managed() RETURNS SETOF bigint LANGUAGE sql STABLE AS $$
    SELECT organisations_in_ranges(audit_setting('managed')::int8multirange)
$$;
