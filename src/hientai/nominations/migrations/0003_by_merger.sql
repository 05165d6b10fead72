-- Two records of one person become one: what stands of them in lists, and in papers, follows. Who
-- keeps the person's record need not write the list for that, and changes nothing else of its rows.
CREATE FUNCTION nominations_person_by_merger() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM people_person p WHERE p.id = OLD.person_id) AND NOT EXISTS (
        SELECT FROM people_merger m WHERE m.kept_id = OLD.person_id AND m.merged_id = NEW.person_id)
    THEN
        RAISE EXCEPTION 'a row changes its person where two records become one, or part again'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'row_changes_person_by_merger';
    END IF;
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION nominations_person_by_merger() FROM PUBLIC, hientai_app;
CREATE CONSTRAINT TRIGGER person_by_merger AFTER UPDATE ON nominations_nomination
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.person_id <> NEW.person_id)
    EXECUTE FUNCTION nominations_person_by_merger();

CREATE POLICY with_the_record ON nominations_nomination FOR UPDATE
    USING (person_id IN (SELECT people_in_written_scope()))
    WITH CHECK (person_id IN (SELECT people_in_written_scope()));
CREATE FUNCTION nominations_row_is_the_lists() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF current_user = 'hientai_app'
        AND (to_jsonb(OLD) - 'person_id') IS DISTINCT FROM (to_jsonb(NEW) - 'person_id')
        AND NOT organisations_writes_all()
        AND NEW.list_id NOT IN (SELECT nominations_lists_written()) THEN
        RAISE insufficient_privilege USING MESSAGE = 'a nomination is written by the list''s unit';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER row_is_the_lists BEFORE UPDATE ON nominations_nomination
    FOR EACH ROW EXECUTE FUNCTION nominations_row_is_the_lists();
