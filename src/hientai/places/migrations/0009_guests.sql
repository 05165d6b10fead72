-- Guests of a class, who sit in it without a seat: told by the room that keeps them.
CREATE FUNCTION places_guests(of_class bigint) RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$ SELECT 0 $$;

-- How many places a pool has by what is said today: null is without limit.
CREATE OR REPLACE FUNCTION places_stated(pool places_pool, on_day date)
RETURNS TABLE (stated integer, elsewhere integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE q record;
BEGIN
    IF pool.kind = 'class' THEN
        -- Who withdraws the class waits, and sees what was taken.
        RETURN QUERY SELECT CASE WHEN c.withdrawn_at IS NULL THEN c.places ELSE 0 END,
                places_guests(c.id)
            FROM classes_trainingclass c WHERE c.id = pool.training_class_id FOR KEY SHARE;
    ELSIF pool.kind = 'allotment' THEN
        RETURN QUERY SELECT pool.places, 0;
    ELSE
        SELECT * INTO q FROM places_quota(pool.scheme_id, pool.item_id, on_day);
        IF q.phase IS DISTINCT FROM pool.phase THEN
            RETURN QUERY SELECT 0, 0;  -- the quota is of another phase now, or is no more
        ELSE
            RETURN QUERY SELECT q.stated,
                places_elsewhere(pool, q.first_day, q.last_day, on_day);
        END IF;
    END IF;
END
$$;
