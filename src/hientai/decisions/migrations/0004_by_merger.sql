-- What papers say of a person follows where two records become one: who keeps the person's record
-- need not write for the body that issued them, and changes nothing else of their rows.
CREATE CONSTRAINT TRIGGER person_by_merger AFTER UPDATE ON decisions_row
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.person_id <> NEW.person_id)
    EXECUTE FUNCTION nominations_person_by_merger();

CREATE POLICY with_the_record ON decisions_row FOR UPDATE
    USING (person_id IN (SELECT people_in_written_scope()))
    WITH CHECK (person_id IN (SELECT people_in_written_scope()));
CREATE FUNCTION decisions_row_is_the_papers() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF current_user = 'hientai_app'
        AND (to_jsonb(OLD) - 'person_id') IS DISTINCT FROM (to_jsonb(NEW) - 'person_id')
        AND NOT organisations_writes_all()
        AND NEW.sending_id NOT IN (SELECT decisions_written()) THEN
        RAISE insufficient_privilege USING MESSAGE = 'a row is written by the body that issues';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER row_is_the_papers BEFORE UPDATE ON decisions_row
    FOR EACH ROW EXECUTE FUNCTION decisions_row_is_the_papers();
