-- A table that was watched as one that figures rest on is watched aside from now on.
CREATE FUNCTION audit_set_aside(watched regclass) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    EXECUTE format('DROP TRIGGER audit_insert ON %1$s; DROP TRIGGER audit_update ON %1$s;'
                   ' DROP TRIGGER audit_delete ON %1$s', watched);
    PERFORM audit_watch_aside(watched);
END
$$;
REVOKE ALL ON FUNCTION audit_set_aside(regclass) FROM PUBLIC, hientai_app;
