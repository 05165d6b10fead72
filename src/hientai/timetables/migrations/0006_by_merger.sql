-- Two records of one person become one: what stands of them in classes follows, and where a unit
-- kept two records of one lecturer, what names the one that gives way. Who writes those records need
-- not keep the class, and changes nothing else.
CREATE FUNCTION timetables_lecturer_by_merger() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM programmes_lecturer l WHERE l.id = OLD.lecturer_id) AND NOT EXISTS (
        SELECT FROM programmes_lecturer was
        JOIN people_merger m ON was.person_id IN (m.kept_id, m.merged_id)
        JOIN programmes_lecturer is_now ON is_now.person_id IN (m.kept_id, m.merged_id)
        WHERE was.id = OLD.lecturer_id AND is_now.id = NEW.lecturer_id)
    THEN
        RAISE EXCEPTION 'a row changes its lecturer where two records become one, or part again'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'row_changes_lecturer_by_merger';
    END IF;
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION timetables_lecturer_by_merger() FROM PUBLIC, hientai_app;
-- The lecturers whose records the reader writes.
CREATE FUNCTION timetables_lecturers_written() RETURNS SETOF bigint LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT l.id FROM programmes_lecturer l WHERE programmes_writes(l.unit_id)
$$;

CREATE POLICY with_the_record ON timetables_learner FOR UPDATE
    USING (EXISTS (SELECT FROM people_within_written w WHERE w.id = person_id))
    WITH CHECK (EXISTS (SELECT FROM people_within_written w WHERE w.id = person_id));
CREATE FUNCTION timetables_learner_is_the_class_s() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF current_user = 'hientai_app'
        AND (to_jsonb(OLD) - 'person_id') IS DISTINCT FROM (to_jsonb(NEW) - 'person_id')
        AND NOT timetables_writes(OLD.training_class_id) THEN
        RAISE insufficient_privilege USING MESSAGE = 'learners are written by who keeps the class';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER learner_is_the_class_s BEFORE UPDATE ON timetables_learner
    FOR EACH ROW EXECUTE FUNCTION timetables_learner_is_the_class_s();

CREATE POLICY of_the_record ON timetables_teaching FOR SELECT
    USING (lecturer_id IN (SELECT timetables_lecturers_written()));
CREATE POLICY with_the_record ON timetables_teaching FOR UPDATE
    USING (lecturer_id IN (SELECT timetables_lecturers_written()))
    WITH CHECK (true);
CREATE FUNCTION timetables_teaching_is_the_class_s() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF current_user = 'hientai_app'
        AND (to_jsonb(OLD) - 'lecturer_id') IS DISTINCT FROM (to_jsonb(NEW) - 'lecturer_id') THEN
        RAISE insufficient_privilege USING MESSAGE = 'who teaches is written anew, not over';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER teaching_is_the_class_s BEFORE UPDATE ON timetables_teaching
    FOR EACH ROW EXECUTE FUNCTION timetables_teaching_is_the_class_s();
CREATE CONSTRAINT TRIGGER lecturer_by_merger AFTER UPDATE ON timetables_teaching
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.lecturer_id <> NEW.lecturer_id)
    EXECUTE FUNCTION timetables_lecturer_by_merger();

-- An address stays its user's; whose timetable it shows follows the record.
CREATE POLICY of_the_record ON timetables_feed FOR SELECT
    USING (EXISTS (SELECT FROM people_within_written w WHERE w.id = person_id)
           OR (SELECT organisations_writes_all()) AND person_id IS NOT NULL
           OR lecturer_id IN (SELECT timetables_lecturers_written()));
CREATE POLICY with_the_record ON timetables_feed FOR UPDATE
    USING (EXISTS (SELECT FROM people_within_written w WHERE w.id = person_id)
           OR (SELECT organisations_writes_all()) AND person_id IS NOT NULL
           OR lecturer_id IN (SELECT timetables_lecturers_written()))
    WITH CHECK ((SELECT organisations_writes_all()) OR lecturer_id IS NOT NULL
                OR EXISTS (SELECT FROM people_within_written w WHERE w.id = person_id));
CREATE FUNCTION timetables_feed_is_its_user_s() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE shown text[] := '{person_id,lecturer_id}';
BEGIN
    IF current_user = 'hientai_app'
        AND (to_jsonb(OLD) - shown) IS DISTINCT FROM (to_jsonb(NEW) - shown)
        AND OLD.user_id IS DISTINCT FROM audit_setting('actor')::bigint THEN
        RAISE insufficient_privilege USING MESSAGE = 'an address is its user''s';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER feed_is_its_user_s BEFORE UPDATE ON timetables_feed
    FOR EACH ROW EXECUTE FUNCTION timetables_feed_is_its_user_s();
CREATE CONSTRAINT TRIGGER person_by_merger AFTER UPDATE ON timetables_feed
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.person_id <> NEW.person_id)
    EXECUTE FUNCTION nominations_person_by_merger();
CREATE CONSTRAINT TRIGGER lecturer_by_merger AFTER UPDATE ON timetables_feed
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.lecturer_id <> NEW.lecturer_id)
    EXECUTE FUNCTION timetables_lecturer_by_merger();
