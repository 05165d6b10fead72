-- Persons whose record may be written, read past the walls so that the walls themselves can ask.
CREATE FUNCTION people_in_written_scope() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public AS $$
    SELECT id FROM people_person WHERE unit_id IN (SELECT organisations_units_written())
$$;

SELECT organisations_bar_writing('people_person',
    '(SELECT organisations_writes_all()) OR unit_id IN (SELECT organisations_units_written())');
DO $$
DECLARE part text;
BEGIN
    FOREACH part IN ARRAY ARRAY['post', 'grade', 'degree', 'rating', 'discipline', 'plannedtitle']
    LOOP
        PERFORM organisations_bar_writing(('people_' || part)::regclass,
            '(SELECT organisations_writes_all())'
            ' OR person_id IN (SELECT people_in_written_scope())');
    END LOOP;
END $$;
