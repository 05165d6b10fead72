-- The table of roles is named with its schema: a temporary table of the same name must not stand
-- in for it, for PostgreSQL looks among those first.
CREATE OR REPLACE FUNCTION law_may_correct() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT public.organisations_sees_all() AND (
        public.audit_setting('actor') IS NULL OR EXISTS (
            SELECT FROM public.accounts_roleassignment r
            WHERE r.user_id = public.audit_setting('actor')::bigint AND r.role = 'owner'
              AND (upper_inf(r.period) OR upper(r.period) > current_date)))
$$;
