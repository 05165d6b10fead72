-- Persons of the scope, read past the walls so that the walls themselves can ask.
CREATE FUNCTION people_in_scope() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public AS $$
    SELECT id FROM people_person WHERE unit_id IN (SELECT organisations_units_seen())
$$;
-- Persons who held a post of the scope in former times, and the day they left it.
CREATE FUNCTION people_formerly_in_scope() RETURNS TABLE (person_id bigint, left_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT p.person_id, max(upper(p.period)) FROM people_post p
    WHERE p.unit_id IN (SELECT organisations_units_seen()) AND NOT upper_inf(p.period)
    GROUP BY p.person_id
$$;

ALTER TABLE people_person ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_units ON people_person
    USING ((SELECT organisations_sees_all()) OR unit_id IN (SELECT organisations_units_seen()));
CREATE POLICY former_people ON people_person FOR SELECT
    USING (id IN (SELECT person_id FROM people_formerly_in_scope()));

ALTER TABLE people_post ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_people ON people_post
    USING ((SELECT organisations_sees_all()) OR person_id IN (SELECT people_in_scope()))
    WITH CHECK ((SELECT organisations_sees_all()) OR (unit_id IN (SELECT organisations_units_seen())
                AND person_id IN (SELECT people_in_scope())));
CREATE POLICY posts_of_own_units ON people_post FOR SELECT
    USING (unit_id IN (SELECT organisations_units_seen()));

-- What hangs on a person of former times is seen as far as it falls in the time at the unit.
DO $$
DECLARE part record;
BEGIN
    FOR part IN SELECT * FROM (VALUES
        ('grade', 'lower(t.period) < f.left_on'),
        ('degree', 'coalesce(t.awarded_on, date ''-infinity'') < f.left_on'),
        ('rating', 't.year < extract(year FROM f.left_on)'),
        ('discipline', 'lower(t.period) < f.left_on'),
        ('plannedtitle', 'lower(t.period) < f.left_on')) AS v (name, of_that_time)
    LOOP
        EXECUTE format('CREATE FUNCTION people_%1$s_of_former_time() RETURNS SETOF bigint'
            ' LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS %2$L', part.name,
            format('SELECT t.id FROM people_%s t JOIN people_formerly_in_scope() f USING (person_id)'
                   ' WHERE %s', part.name, part.of_that_time));
        EXECUTE format('ALTER TABLE people_%1$s ENABLE ROW LEVEL SECURITY;'
            ' CREATE POLICY own_people ON people_%1$s'
            ' USING ((SELECT organisations_sees_all()) OR person_id IN (SELECT people_in_scope()));'
            ' CREATE POLICY former_people ON people_%1$s FOR SELECT'
            ' USING (id IN (SELECT people_%1$s_of_former_time()))', part.name);
        PERFORM audit_watch(('people_' || part.name)::regclass);
    END LOOP;
END $$;
SELECT audit_watch('people_person'), audit_watch('people_post');

ALTER TABLE people_savedfilter ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_filters ON people_savedfilter
    USING (user_id = (SELECT audit_setting('actor')::bigint));

-- A degree dated before birth is refused whichever of the two is written last.
CREATE FUNCTION people_degree_after_birth() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public AS $$
BEGIN
    IF EXISTS (SELECT FROM new_rows n JOIN people_person p ON p.id = n.person_id
               WHERE n.awarded_on <= p.birth_date) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'degree_after_birth',
            TABLE = 'people_degree', MESSAGE = 'a degree is dated before birth';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER degree_after_birth_insert AFTER INSERT ON people_degree
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION people_degree_after_birth();
CREATE TRIGGER degree_after_birth_update AFTER UPDATE ON people_degree
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION people_degree_after_birth();

CREATE FUNCTION people_birth_before_degrees() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public AS $$
BEGIN
    IF EXISTS (SELECT FROM new_rows n JOIN old_rows o USING (id)
               JOIN people_degree d ON d.person_id = n.id
               WHERE n.birth_date IS DISTINCT FROM o.birth_date AND d.awarded_on <= n.birth_date) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'degree_after_birth',
            TABLE = 'people_person', MESSAGE = 'a degree is dated before birth';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER birth_before_degrees AFTER UPDATE ON people_person
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION people_birth_before_degrees();
