-- Two records of one person become one: what forms ask about the lecturer, and what is done about
-- it, names the record that stands; who writes that record changes nothing else. Results stay.
GRANT UPDATE ON evaluation_line TO hientai_app;
CREATE POLICY of_the_record ON evaluation_line FOR SELECT
    USING (lecturer_id IN (SELECT timetables_lecturers_written()));
CREATE POLICY with_the_record ON evaluation_line FOR UPDATE
    USING (lecturer_id IN (SELECT timetables_lecturers_written())) WITH CHECK (true);
CREATE POLICY of_the_record ON evaluation_action FOR SELECT
    USING (lecturer_id IN (SELECT timetables_lecturers_written()));
CREATE POLICY with_the_record ON evaluation_action FOR UPDATE
    USING (lecturer_id IN (SELECT timetables_lecturers_written())) WITH CHECK (true);
CREATE FUNCTION evaluation_lecturer_alone() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF current_user = 'hientai_app'
        AND (to_jsonb(OLD) - 'lecturer_id') IS DISTINCT FROM (to_jsonb(NEW) - 'lecturer_id')
        AND (TG_TABLE_NAME = 'evaluation_line' OR NOT evaluation_form_written(OLD.form_id)
             AND (to_jsonb(OLD) ->> 'owner_id')::bigint
                 IS DISTINCT FROM audit_setting('actor')::bigint) THEN
        RAISE insufficient_privilege USING MESSAGE = 'what was asked and decided stays';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER lecturer_alone BEFORE UPDATE ON evaluation_line
    FOR EACH ROW EXECUTE FUNCTION evaluation_lecturer_alone();
CREATE TRIGGER lecturer_alone BEFORE UPDATE ON evaluation_action
    FOR EACH ROW EXECUTE FUNCTION evaluation_lecturer_alone();
CREATE CONSTRAINT TRIGGER lecturer_by_merger AFTER UPDATE ON evaluation_line
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.lecturer_id <> NEW.lecturer_id)
    EXECUTE FUNCTION timetables_lecturer_by_merger();
CREATE CONSTRAINT TRIGGER lecturer_by_merger AFTER UPDATE ON evaluation_action
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.lecturer_id <> NEW.lecturer_id)
    EXECUTE FUNCTION timetables_lecturer_by_merger();

-- Of one class a person is asked about once: where both records were, one answer gives way, and
-- comes back with the merger undone.
GRANT DELETE ON evaluation_use TO hientai_app;
CREATE POLICY with_the_record ON evaluation_use FOR DELETE
    USING ((SELECT organisations_writes_all()) OR EXISTS (SELECT FROM people_within_written w WHERE w.id = person_id));
CREATE POLICY with_the_record_again ON evaluation_use FOR INSERT
    WITH CHECK (EXISTS (SELECT FROM people_within_written w WHERE w.id = person_id));
CREATE FUNCTION evaluation_use_goes_with_the_record() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' AND (NOT EXISTS (SELECT FROM people_person WHERE id = OLD.person_id)
        OR EXISTS (SELECT FROM evaluation_use u
                   WHERE u.form_id = OLD.form_id AND u.person_id = OLD.person_id)) THEN
        RETURN NULL;
    END IF;
    IF TG_OP = 'INSERT' AND EXISTS (SELECT FROM people_merger m
            WHERE NEW.person_id IN (m.merged_id, m.kept_id)
              AND m.before -> 'evaluation_use' @> jsonb_build_array(to_jsonb(NEW))) THEN
        RETURN NULL;
    END IF;
    RAISE insufficient_privilege USING MESSAGE = 'who is asked stays asked';
END
$$;
REVOKE ALL ON FUNCTION evaluation_lecturer_alone(), evaluation_use_goes_with_the_record()
    FROM PUBLIC, hientai_app;
CREATE CONSTRAINT TRIGGER use_stays_asked
    AFTER DELETE ON evaluation_use DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (current_user = 'hientai_app')
    EXECUTE FUNCTION evaluation_use_goes_with_the_record();
CREATE CONSTRAINT TRIGGER use_comes_back
    AFTER INSERT ON evaluation_use DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (current_user = 'hientai_app' AND NOT organisations_writes_all())
    EXECUTE FUNCTION evaluation_use_goes_with_the_record();
