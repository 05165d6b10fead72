-- The own language may be chosen too.
CREATE OR REPLACE FUNCTION accounts_own_row_stays() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    own CONSTANT text[] := '{password,last_login,language}';
BEGIN
    IF (to_jsonb(NEW) - own) <> (to_jsonb(OLD) - own)
        AND NOT accounts_manages() AND current_user = 'hientai_app' THEN
        RAISE insufficient_privilege
            USING MESSAGE = 'of the own account only the password and language may be changed';
    END IF;
    RETURN NEW;
END
$$;
