-- Learners follow the seats of a whole statement at once: thousands are used or given back together.
DROP TRIGGER seat_is_followed ON places_seat;
DROP FUNCTION timetables_seat_is_followed();
CREATE FUNCTION timetables_seats_are_followed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    paper text := coalesce(nullif(audit_setting('ground'), ''), '–');
    moved CONSTANT text := 'SELECT n.id, n.person_id, n.state, n.period, n.released_at,'
        ' o.period IS DISTINCT FROM n.period AS has_moved, p.training_class_id AS class'
        ' FROM new_rows n JOIN old_rows o ON o.id = n.id'
        ' LEFT JOIN places_pool p ON p.id = n.of_class_id'
        ' WHERE n.state IN (''used'', ''released'')'
        ' AND (o.state, o.person_id, o.of_class_id, o.period)'
        ' IS DISTINCT FROM (n.state, n.person_id, n.of_class_id, n.period)';
BEGIN
    -- Put together anew each time: planned for the rows at hand.
    EXECUTE 'UPDATE timetables_learner l SET training_class_id = c.class, person_id = c.person_id,'
        ' joined_on = CASE WHEN c.has_moved THEN lower(c.period) ELSE l.joined_on END,'
        ' left_on = NULL, left_by = '''''
        ' FROM (' || moved || ') c WHERE l.seat_id = c.id AND c.state = ''used'''
        ' AND c.class IS NOT NULL';
    EXECUTE 'INSERT INTO timetables_learner (training_class_id, person_id, seat_id, joined_on,'
        ' joined_by, name, organisation, contact, left_by)'
        ' SELECT c.class, c.person_id, c.id, lower(c.period), $1, '''', '''', '''', '''''
        ' FROM (' || moved || ') c WHERE c.state = ''used'' AND c.class IS NOT NULL ORDER BY c.id'
        ' ON CONFLICT (seat_id) DO NOTHING' USING paper;
    EXECUTE 'UPDATE timetables_learner l SET person_id = c.person_id,'
        ' left_on = coalesce(l.left_on, greatest(l.joined_on, least('
        '     (coalesce(c.released_at, now()) AT TIME ZONE ''Asia/Ho_Chi_Minh'')::date,'
        '     upper(c.period)))),'
        ' left_by = CASE WHEN l.left_on IS NULL THEN $1 ELSE l.left_by END'
        ' FROM (' || moved || ') c WHERE l.seat_id = c.id AND c.state = ''released''' USING paper;
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION timetables_seats_are_followed() FROM PUBLIC, hientai_app;
CREATE TRIGGER seats_are_followed AFTER UPDATE ON places_seat
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION timetables_seats_are_followed();
