-- Whoever has rows in a table cannot be removed: asked once of each removed person, as in 0003, also by
-- the tables that came later and by those that point to persons from several columns.
DROP FUNCTION people_restrict(regclass);
CREATE FUNCTION people_restrict(child regclass, columns name[] DEFAULT '{person_id}') RETURNS void
LANGUAGE plpgsql AS $$
DECLARE pointing record;
BEGIN
    FOR pointing IN
        SELECT k.conname, a.attname FROM pg_constraint k
        JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
        WHERE k.contype = 'f' AND k.conrelid = child AND k.confrelid = 'people_person'::regclass
          AND a.attname = ANY(columns)
    LOOP
        EXECUTE format('ALTER TABLE %1$s DROP CONSTRAINT %2$I, ADD CONSTRAINT %2$I'
                       ' FOREIGN KEY (%3$I) REFERENCES people_person (id)'
                       ' ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED',
                       child, pointing.conname, pointing.attname);
    END LOOP;
END
$$;
REVOKE ALL ON FUNCTION people_restrict(regclass, name[]) FROM PUBLIC, hientai_app;
SELECT people_restrict('people_formercode'), people_restrict('people_move'),
       people_restrict('people_toldapart', '{first_id,second_id}');
