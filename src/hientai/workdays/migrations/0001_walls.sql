SELECT audit_watch('workdays_note');

-- Who keeps the calendar: the machine's operator, who keeps the law, who runs the system.
CREATE FUNCTION workdays_may_keep() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT CASE WHEN public.audit_setting('actor') IS NULL THEN public.organisations_writes_all()
        ELSE EXISTS (SELECT FROM public.accounts_units_as('owner'))
            OR EXISTS (SELECT FROM public.accounts_units_as('administrator')) END
$$;
ALTER TABLE workdays_note ENABLE ROW LEVEL SECURITY;
CREATE POLICY everybody_reads ON workdays_note FOR SELECT USING (true);
CREATE POLICY keepers_add ON workdays_note FOR INSERT WITH CHECK ((SELECT workdays_may_keep()));
CREATE POLICY keepers_withdraw ON workdays_note FOR UPDATE
    USING ((SELECT workdays_may_keep())) WITH CHECK ((SELECT workdays_may_keep()));
REVOKE DELETE, TRUNCATE ON workdays_note FROM hientai_app;

CREATE FUNCTION workdays_note_is_written_once() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE own text[] := '{withdrawn_at,withdrawn_by,withdrawn_ground}';
BEGIN
    IF to_jsonb(OLD) - own IS DISTINCT FROM to_jsonb(NEW) - own OR OLD.withdrawn_at IS NOT NULL THEN
        RAISE EXCEPTION 'a note of a day is written once'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'note_is_written_once';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER written_once BEFORE UPDATE ON workdays_note
    FOR EACH ROW EXECUTE FUNCTION workdays_note_is_written_once();
