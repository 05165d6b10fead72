CREATE OR REPLACE VIEW timetables_classes_within WITH (security_barrier) AS
    SELECT c.id FROM classes_trainingclass c
    JOIN programmes_institution i ON i.id = c.institution_id
    WHERE (SELECT organisations_sees_all())
        OR c.unit_id <@ (SELECT organisations_sight())
        OR i.unit_id <@ (SELECT organisations_sight())
        OR c.unit_id IN (SELECT programmes_institutions())
        OR i.unit_id IN (SELECT programmes_institutions());

CREATE OR REPLACE FUNCTION timetables_classes_of_people() RETURNS SETOF bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT l.training_class_id FROM people_person p JOIN timetables_learner l ON l.person_id = p.id
    WHERE p.unit_id = ANY (ARRAY(SELECT organisations_units_seen()))
    UNION SELECT training_class_id FROM timetables_learner
    WHERE person_id = audit_setting('person')::bigint
    UNION SELECT timetables_classes_taught()
$$;
