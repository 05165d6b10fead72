-- A class is seen by its units, asked of the one that is looked at. Only where they are not the
-- reader's does it matter who learns and teaches in it: those are found from the own people, who are
-- few for whom a class of others concerns, not from everybody who ever learned.
CREATE VIEW timetables_classes_within WITH (security_barrier) AS
    SELECT c.id FROM classes_trainingclass c
    JOIN programmes_institution i ON i.id = c.institution_id
    WHERE (SELECT organisations_sees_all())
        OR c.unit_id IN (SELECT organisations_units_seen())
        OR i.unit_id IN (SELECT organisations_units_seen())
        OR c.unit_id IN (SELECT programmes_institutions())
        OR i.unit_id IN (SELECT programmes_institutions());
GRANT SELECT ON timetables_classes_within TO hientai_app;

CREATE FUNCTION timetables_classes_of_people() RETURNS SETOF bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT l.training_class_id FROM people_person p JOIN timetables_learner l ON l.person_id = p.id
    WHERE p.unit_id = ANY (audit_setting('units')::bigint[])
    UNION SELECT training_class_id FROM timetables_learner
    WHERE person_id = audit_setting('person')::bigint
    UNION SELECT timetables_classes_taught()
$$;

-- Lets the rows of a table be seen with their class.
CREATE FUNCTION timetables_seen_with_class(of_table regclass) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    EXECUTE format('ALTER POLICY seen ON %1$s USING ('
        ' EXISTS (SELECT FROM timetables_classes_within w WHERE w.id = training_class_id)'
        ' OR training_class_id IN (SELECT timetables_classes_of_people()))', of_table);
END
$$;
REVOKE ALL ON FUNCTION timetables_seen_with_class(regclass) FROM PUBLIC, hientai_app;
SELECT timetables_seen_with_class('timetables_session');
