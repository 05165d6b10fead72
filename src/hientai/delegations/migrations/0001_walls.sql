SELECT audit_watch('delegations_journey'), audit_watch('delegations_cost'),
       audit_watch('delegations_workshop'), audit_watch_aside('delegations_report');

-- A delegation and a workshop are seen and written with their class.
DO $$
DECLARE part text;
BEGIN
    FOREACH part IN ARRAY ARRAY['journey', 'workshop'] LOOP
        EXECUTE format('ALTER TABLE delegations_%1$s ENABLE ROW LEVEL SECURITY;'
            ' CREATE POLICY seen ON delegations_%1$s FOR SELECT'
            '  USING (training_class_id IN (SELECT timetables_classes_seen()));'
            ' CREATE POLICY added ON delegations_%1$s FOR INSERT'
            '  WITH CHECK (timetables_writes(training_class_id));'
            ' CREATE POLICY changed ON delegations_%1$s FOR UPDATE'
            '  USING (timetables_writes(training_class_id))'
            '  WITH CHECK (timetables_writes(training_class_id));'
            ' REVOKE DELETE, TRUNCATE ON delegations_%1$s FROM hientai_app', part);
    END LOOP;
    FOREACH part IN ARRAY ARRAY['cost', 'report'] LOOP
        EXECUTE format('ALTER TABLE delegations_%1$s ENABLE ROW LEVEL SECURITY;'
            ' CREATE POLICY seen ON delegations_%1$s FOR SELECT'
            '  USING (EXISTS (SELECT FROM delegations_journey j WHERE j.id = journey_id));'
            ' CREATE POLICY added ON delegations_%1$s FOR INSERT'
            '  WITH CHECK (EXISTS (SELECT FROM delegations_journey j'
            '   WHERE j.id = journey_id AND timetables_writes(j.training_class_id)))', part);
    END LOOP;
END
$$;
CREATE POLICY changed ON delegations_cost FOR UPDATE
    USING (EXISTS (SELECT FROM delegations_journey j
                   WHERE j.id = journey_id AND timetables_writes(j.training_class_id)))
    WITH CHECK (EXISTS (SELECT FROM delegations_journey j
                        WHERE j.id = journey_id AND timetables_writes(j.training_class_id)));
CREATE POLICY removed ON delegations_cost FOR DELETE
    USING (EXISTS (SELECT FROM delegations_journey j
                   WHERE j.id = journey_id AND timetables_writes(j.training_class_id)));
REVOKE TRUNCATE ON delegations_cost FROM hientai_app;
-- A report stays as it was handed in.
REVOKE UPDATE, DELETE, TRUNCATE ON delegations_report FROM hientai_app;

-- A delegation is a class of that form, and its head one of its learners.
CREATE FUNCTION delegations_of_a_class() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM classes_trainingclass c WHERE c.id = NEW.training_class_id
        AND c.form = CASE TG_TABLE_NAME WHEN 'delegations_workshop' THEN 'workshop'
                     ELSE 'abroad' END) THEN
        RAISE EXCEPTION 'the class is of another form'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'class_is_of_this_form';
    END IF;
    IF TG_TABLE_NAME = 'delegations_journey' AND (to_jsonb(NEW) ->> 'head_id') IS NOT NULL
        AND NOT EXISTS (SELECT FROM timetables_learner l
            WHERE l.id = (to_jsonb(NEW) ->> 'head_id')::bigint
              AND l.training_class_id = NEW.training_class_id) THEN
        RAISE EXCEPTION 'the head of a delegation is one of its members'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'head_is_a_member';
    END IF;
    RETURN NEW;
END
$$;
REVOKE ALL ON FUNCTION delegations_of_a_class() FROM PUBLIC, hientai_app;
CREATE TRIGGER of_a_class BEFORE INSERT OR UPDATE ON delegations_journey
    FOR EACH ROW EXECUTE FUNCTION delegations_of_a_class();
CREATE TRIGGER of_a_class BEFORE INSERT OR UPDATE ON delegations_workshop
    FOR EACH ROW EXECUTE FUNCTION delegations_of_a_class();
