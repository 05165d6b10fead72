-- What may be written, where it is less than what is seen (a reader's role at a higher unit).
CREATE FUNCTION organisations_writes_all() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(audit_setting('writes_all') = 'on', false)
$$;
CREATE FUNCTION organisations_units_written() RETURNS SETOF bigint LANGUAGE sql STABLE AS $$
    SELECT unnest(audit_setting('units_written')::bigint[])
$$;

-- Bars every kind of writing to a table except where the condition holds; reading stays as it is.
CREATE FUNCTION organisations_bar_writing(barred regclass, except_where text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE POLICY who_adds ON %s AS RESTRICTIVE FOR INSERT WITH CHECK (%s)',
                   barred, except_where);
    EXECUTE format('CREATE POLICY who_changes ON %s AS RESTRICTIVE FOR UPDATE USING (%s)'
                   ' WITH CHECK (%2$s)', barred, except_where);
    EXECUTE format('CREATE POLICY who_removes ON %s AS RESTRICTIVE FOR DELETE USING (%s)',
                   barred, except_where);
END
$$;
REVOKE ALL ON FUNCTION organisations_bar_writing(regclass, text) FROM PUBLIC, hientai_app;

DO $$
DECLARE watched text;
BEGIN
    FOREACH watched IN ARRAY ARRAY['unit', 'unitversion', 'unitattribute', 'unitevent', 'succession']
    LOOP
        PERFORM organisations_bar_writing(('organisations_' || watched)::regclass,
                                          '(SELECT organisations_writes_all())');
    END LOOP;
END $$;
