-- A period without an end and one that ended are held apart here; the indexes do it among equals.
CREATE FUNCTION people_one_a_day() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public AS $$
DECLARE
    wall text := TG_ARGV[0];
    which text := TG_ARGV[1];
    crossed boolean;
BEGIN
    -- Two who write for one person at once wait for each other: neither would see the other's row.
    PERFORM FROM people_person p WHERE p.id IN (SELECT person_id FROM new_rows)
    ORDER BY p.id FOR NO KEY UPDATE;
    EXECUTE format('SELECT EXISTS (SELECT FROM (SELECT * FROM new_rows WHERE %2$s) n'
                   ' JOIN (SELECT * FROM %1$I WHERE %2$s) t USING (person_id)'
                   ' WHERE upper_inf(t.period) <> upper_inf(n.period) AND t.period && n.period)',
                   TG_TABLE_NAME, which) INTO crossed;
    IF crossed THEN
        RAISE EXCEPTION USING ERRCODE = 'exclusion_violation', CONSTRAINT = wall,
            TABLE = TG_TABLE_NAME, MESSAGE = format('two periods share a day: %s', wall);
    END IF;
    RETURN NULL;
END
$$;

DO $$
DECLARE part record;
BEGIN
    FOR part IN SELECT * FROM (VALUES
        ('people_post', 'person_has_one_main_post_a_day', 'kind = ''main'''),
        ('people_grade', 'person_has_one_grade_a_day', 'true')) AS v (name, wall, which)
    LOOP
        EXECUTE format('CREATE TRIGGER one_a_day_insert AFTER INSERT ON %1$I'
            ' REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT'
            ' EXECUTE FUNCTION people_one_a_day(%2$L, %3$L);'
            ' CREATE TRIGGER one_a_day_update AFTER UPDATE ON %1$I'
            ' REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT'
            ' EXECUTE FUNCTION people_one_a_day(%2$L, %3$L)', part.name, part.wall, part.which);
    END LOOP;
END $$;

-- Whoever has rows in a table cannot be removed. Written as NO ACTION the database asks twice of
-- each removed person (is there another of the same id, then are there rows), with RESTRICT once.
CREATE FUNCTION people_restrict(child regclass) RETURNS void LANGUAGE plpgsql AS $$
DECLARE key name;
BEGIN
    SELECT conname INTO STRICT key FROM pg_constraint
    WHERE contype = 'f' AND conrelid = child AND confrelid = 'people_person'::regclass;
    EXECUTE format('ALTER TABLE %1$s DROP CONSTRAINT %2$I, ADD CONSTRAINT %2$I'
                   ' FOREIGN KEY (person_id) REFERENCES people_person (id)'
                   ' ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED', child, key);
END
$$;
REVOKE ALL ON FUNCTION people_restrict(regclass) FROM PUBLIC, hientai_app;
SELECT people_restrict(('people_' || part)::regclass)
FROM unnest(ARRAY['post', 'grade', 'degree', 'rating', 'discipline', 'plannedtitle']) AS part;
