-- Who studies a quota without a seat of it is counted as the difference of two sets: that is one
-- pass over each, whatever the planner believed of the tables when this session first asked.
CREATE OR REPLACE FUNCTION places_elsewhere(
    pool places_pool, first_day date, last_day date, on_day date
) RETURNS integer LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE found_there integer;
BEGIN
    IF pool.unit_id IS NOT NULL THEN
        SELECT count(*)::integer INTO found_there FROM (
            SELECT t.person_id FROM training_turn t JOIN people_person p ON p.id = t.person_id
            WHERE t.scheme_id = pool.scheme_id AND t.item_id = pool.item_id
                AND (t.result = 'completed' AND t.ends_on BETWEEN first_day AND last_day
                     OR t.result = 'studying' AND t.starts_on BETWEEN first_day AND last_day)
                AND p.unit_id IN (SELECT organisations_subtree(ARRAY[pool.unit_id], on_day))
            EXCEPT
            SELECT s.person_id FROM places_seat s
            WHERE s.of_quota_id = pool.id AND s.state IN ('held', 'used')) found;
    ELSE
        SELECT count(*)::integer INTO found_there FROM (
            SELECT t.person_id FROM training_turn t
            WHERE t.scheme_id = pool.scheme_id AND t.item_id = pool.item_id
                AND (t.result = 'completed' AND t.ends_on BETWEEN first_day AND last_day
                     OR t.result = 'studying' AND t.starts_on BETWEEN first_day AND last_day)
            EXCEPT
            SELECT s.person_id FROM places_seat s
            WHERE s.of_quota_id = pool.id AND s.state IN ('held', 'used')) found;
    END IF;
    RETURN found_there;
END
$$;
