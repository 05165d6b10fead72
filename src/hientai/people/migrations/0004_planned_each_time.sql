-- The walls between rows just written and rows there already are asked for one row and for a
-- hundred thousand in the same session. Counted, not EXISTS: a search for the first crossing is
-- planned as a loop in a loop, and there is none to find. EXECUTE: planned for the rows at hand.
CREATE OR REPLACE FUNCTION people_one_a_day() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    wall text := TG_ARGV[0];
    which text := TG_ARGV[1];
    crossed bigint;
BEGIN
    -- Two who write for one person at once wait for each other: neither would see the other's row.
    EXECUTE 'SELECT FROM people_person p WHERE p.id IN (SELECT person_id FROM new_rows)'
            ' ORDER BY p.id FOR NO KEY UPDATE';
    EXECUTE format('SELECT count(*) FROM (SELECT * FROM new_rows WHERE %2$s) n'
                   ' JOIN (SELECT * FROM %1$I WHERE %2$s) t USING (person_id)'
                   ' WHERE upper_inf(t.period) <> upper_inf(n.period) AND t.period && n.period',
                   TG_TABLE_NAME, which) INTO crossed;
    IF crossed > 0 THEN
        RAISE EXCEPTION USING ERRCODE = 'exclusion_violation', CONSTRAINT = wall,
            TABLE = TG_TABLE_NAME, MESSAGE = format('two periods share a day: %s', wall);
    END IF;
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION people_degree_after_birth() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE crossed bigint;
BEGIN
    EXECUTE 'SELECT count(*) FROM new_rows n JOIN people_person p ON p.id = n.person_id'
            ' WHERE n.awarded_on <= p.birth_date' INTO crossed;
    IF crossed > 0 THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'degree_after_birth',
            TABLE = 'people_degree', MESSAGE = 'a degree is dated before birth';
    END IF;
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION people_birth_before_degrees() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE crossed bigint;
BEGIN
    EXECUTE 'SELECT count(*) FROM new_rows n JOIN old_rows o USING (id)'
            ' JOIN people_degree d ON d.person_id = n.id'
            ' WHERE n.birth_date IS DISTINCT FROM o.birth_date AND d.awarded_on <= n.birth_date'
        INTO crossed;
    IF crossed > 0 THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'degree_after_birth',
            TABLE = 'people_person', MESSAGE = 'a degree is dated before birth';
    END IF;
    RETURN NULL;
END
$$;
