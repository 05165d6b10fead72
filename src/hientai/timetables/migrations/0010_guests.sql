-- Who of a class sits in it without a seat: the room below only asks how many.
CREATE OR REPLACE FUNCTION places_guests(of_class bigint) RETURNS integer LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT count(*)::integer FROM timetables_learner l
    WHERE l.training_class_id = of_class AND l.person_id IS NULL AND l.left_on IS NULL
$$;
