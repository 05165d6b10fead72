-- Who keeps the law is told by the role that is exercised in this transaction, a deputy's too.
CREATE OR REPLACE FUNCTION law_may_correct() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT public.organisations_sees_all() AND (
        public.audit_setting('actor') IS NULL
        OR EXISTS (SELECT FROM public.accounts_units_as('owner')))
$$;
