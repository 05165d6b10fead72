-- A function that runs with its owner's rights must not find a temporary table under the name of
-- one of ours: unless it is named, the temporary schema comes first in every search path.
DO $$
DECLARE guarded regprocedure;
BEGIN
    FOR guarded IN
        SELECT oid FROM pg_proc
        WHERE prosecdef AND pronamespace = 'public'::regnamespace
            AND pg_has_role(current_user, proowner, 'MEMBER')
            AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = pg_proc.oid AND d.deptype = 'e')
    LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = pg_catalog, public, pg_temp', guarded);
    END LOOP;
END $$;
