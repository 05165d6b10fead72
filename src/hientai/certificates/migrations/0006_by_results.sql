-- Who completed a class is said by its results: a certificate no longer completes a turn, it names
-- itself there. On the list of a class stands who completed it; a guest without a place in it only
-- where the class keeps no results here. What replaces a certificate follows that one.
CREATE OR REPLACE FUNCTION certificates_complete_turns() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    UPDATE training_turn t SET certificate_number = n.number_text,
        result = CASE WHEN n.training_class_id IS NULL AND t.result = 'studying' THEN 'completed'
                      ELSE t.result END,
        ends_on = coalesce(t.ends_on, nullif(n.facts ->> 'ends_on', '')::date, n.signed_on)
    FROM new_rows n WHERE t.id = n.turn_id AND t.result IN ('studying', 'completed');
    RETURN NULL;
END
$$;
CREATE FUNCTION certificates_entry_completed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    of_class bigint;
BEGIN
    SELECT b.training_class_id INTO of_class FROM certificates_batch b
    WHERE b.id = NEW.batch_id AND coalesce(b.common ->> 'replaces', '') = '';
    IF of_class IS NULL THEN RETURN NEW; END IF;
    IF EXISTS (SELECT FROM timetables_learner l WHERE l.training_class_id = of_class
            AND (l.id = NEW.learner_id OR l.person_id = NEW.person_id))
        AND NOT EXISTS (SELECT FROM timetables_learner l
            JOIN results_outcome o ON o.learner_id = l.id AND o.state = 'completed'
            WHERE l.training_class_id = of_class
                AND (l.id = NEW.learner_id OR l.person_id = NEW.person_id)
                AND NOT EXISTS (SELECT FROM results_outcome n WHERE n.follows_id = o.id))
        OR NEW.learner_id IS NOT NULL AND NOT EXISTS (SELECT FROM timetables_learner l
            WHERE l.id = NEW.learner_id AND l.training_class_id = of_class
                AND l.person_id IS NOT DISTINCT FROM NEW.person_id)
        OR NEW.learner_id IS NULL AND NEW.person_id IS NULL AND EXISTS (
            SELECT FROM results_part p WHERE p.training_class_id = of_class
                AND p.withdrawn_on IS NULL)
    THEN
        RAISE EXCEPTION 'who did not complete a class is not certified'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'certificate_for_who_completed';
    END IF;
    RETURN NEW;
END
$$;
REVOKE ALL ON FUNCTION certificates_entry_completed() FROM PUBLIC, hientai_app;
CREATE TRIGGER entry_completed BEFORE INSERT ON certificates_entry
    FOR EACH ROW EXECUTE FUNCTION certificates_entry_completed();

-- The learners of a class to its last day, guests too, for who issues its certificates: an
-- institution sees no records.
DROP FUNCTION certificates_learners(bigint);
CREATE FUNCTION certificates_learners(wanted bigint) RETURNS TABLE (
    learner_id bigint, person_id bigint, code text, name text, birth_date date,
    birth_precision text, unit_id bigint, workplace text, turn_id bigint, result text,
    outcome text, classification text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT l.id, l.person_id, coalesce(p.code, ''), coalesce(p.name, l.name), p.birth_date,
        coalesce(p.birth_precision, ''), coalesce(s.unit_id, p.unit_id), l.organisation,
        s.turn_id, coalesce(t.result, ''), coalesce(o.state, ''), coalesce(o.classification, '')
    FROM classes_trainingclass c
    JOIN programmes_institution i ON i.id = c.institution_id
    JOIN timetables_learner l ON l.training_class_id = c.id
        AND (l.left_on IS NULL OR l.left_on > c.ends_on)
    LEFT JOIN people_person p ON p.id = l.person_id
    LEFT JOIN places_seat s ON s.id = l.seat_id
    LEFT JOIN training_turn t ON t.id = s.turn_id
    LEFT JOIN results_outcome o ON o.learner_id = l.id
        AND NOT EXISTS (SELECT FROM results_outcome n WHERE n.follows_id = o.id)
    WHERE c.id = wanted AND (organisations_writes_all()
        OR i.unit_id IN (SELECT certificates_units_written()))
$$;
