-- Whether a record may be written is asked as 0008 asks whether it may be seen: of the one that is
-- looked at, not by listing everybody.
CREATE VIEW people_within_written WITH (security_barrier) AS
    SELECT id FROM people_person
    WHERE (SELECT organisations_writes_all())
       OR unit_id IN (SELECT organisations_units_written());
GRANT SELECT ON people_within_written TO hientai_app;

-- What a wall says, rewritten so that it asks of the one. Nothing below calls its person "id", which
-- would be the view's own.
CREATE FUNCTION people_asking_of_one(said text) RETURNS text LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT regexp_replace(regexp_replace(regexp_replace(said,
        '([\w.]+) IN \(\s*SELECT people_in_scope\(\)(?: AS people_in_scope)?\)',
        'EXISTS (SELECT FROM people_within w WHERE w.id = \1)', 'g'),
        '([\w.]+) IN \(\s*SELECT people_in_written_scope\(\)(?: AS people_in_written_scope)?\)',
        'EXISTS (SELECT FROM people_within_written w WHERE w.id = \1)', 'g'),
        'SELECT FROM people_in_written_scope\(\) p WHERE p = ([\w.]+)',
        'SELECT FROM people_within_written w WHERE w.id = \1', 'g')
$$;
CREATE FUNCTION people_ask_of_one(of_table regclass) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE wall record;
BEGIN
    FOR wall IN
        SELECT polname, concat(' USING (' || pg_get_expr(polqual, polrelid) || ')',
                               ' WITH CHECK (' || pg_get_expr(polwithcheck, polrelid) || ')') AS said
        FROM pg_policy WHERE polrelid = of_table
    LOOP
        IF wall.said ~ 'people_in_(written_)?scope' THEN
            EXECUTE format('ALTER POLICY %I ON %s %s', wall.polname, of_table,
                           people_asking_of_one(wall.said));
        END IF;
    END LOOP;
END
$$;
-- The same for a function whose body asks.
CREATE FUNCTION people_ask_of_one(in_function regproc) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    EXECUTE people_asking_of_one(pg_get_functiondef(in_function));
END
$$;
REVOKE ALL ON FUNCTION people_asking_of_one(text), people_ask_of_one(regclass),
    people_ask_of_one(regproc) FROM PUBLIC, hientai_app;

SELECT people_ask_of_one(('people_' || part)::regclass)
FROM unnest(ARRAY['post', 'grade', 'degree', 'rating', 'discipline', 'plannedtitle', 'formercode',
                  'toldapart', 'merger', 'move']) AS part;
