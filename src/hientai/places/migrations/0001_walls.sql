-- Numbers of places are seen by whoever signed in and written by functions and triggers alone.
SELECT audit_watch(('places_' || part)::regclass)
FROM unnest(ARRAY['pool', 'seat', 'division', 'allotment', 'allotmentstep']) AS part;
ALTER TABLE places_pool ENABLE ROW LEVEL SECURITY;
CREATE POLICY everybody_reads ON places_pool FOR SELECT USING (true);
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON places_pool FROM hientai_app;

-- A seat is seen with its person, for a person of former times as far as it began before leaving,
-- and by the person; it is written by who writes the person's record, and never removed.
CREATE FUNCTION places_seat_of_former_time() RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT s.id FROM places_seat s JOIN people_formerly_in_scope() f USING (person_id)
    WHERE lower(s.period) < f.left_on
$$;
ALTER TABLE places_seat ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_people ON places_seat
    USING ((SELECT organisations_sees_all()) OR person_id IN (SELECT people_in_scope()));
CREATE POLICY former_people ON places_seat FOR SELECT
    USING (id IN (SELECT places_seat_of_former_time()));
CREATE POLICY the_person ON places_seat FOR SELECT
    USING (person_id = (SELECT audit_setting('person')::bigint));
SELECT organisations_bar_writing('places_seat',
    '(SELECT organisations_writes_all()) OR person_id IN (SELECT people_in_written_scope())');
REVOKE DELETE, TRUNCATE ON places_seat FROM hientai_app;

-- A division is public once it is offered; a unit sees its part and answers for it.
ALTER TABLE places_division ENABLE ROW LEVEL SECURITY;
CREATE POLICY everybody_reads ON places_division FOR SELECT USING (true);
CREATE POLICY owner_writes ON places_division
    USING ((SELECT organisations_writes_all())) WITH CHECK ((SELECT organisations_writes_all()));
ALTER TABLE places_allotment ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_units ON places_allotment FOR SELECT
    USING ((SELECT organisations_sees_all()) OR unit_id IN (SELECT organisations_units_seen()));
CREATE POLICY owner_writes ON places_allotment
    USING ((SELECT organisations_writes_all())) WITH CHECK ((SELECT organisations_writes_all()));
CREATE POLICY unit_answers ON places_allotment FOR UPDATE
    USING (unit_id IN (SELECT organisations_units_written()))
    WITH CHECK (unit_id IN (SELECT organisations_units_written()));
ALTER TABLE places_allotmentstep ENABLE ROW LEVEL SECURITY;
CREATE POLICY with_its_part ON places_allotmentstep FOR SELECT
    USING (EXISTS (SELECT FROM places_allotment a WHERE a.id = allotment_id));
CREATE POLICY added ON places_allotmentstep FOR INSERT WITH CHECK (
    EXISTS (SELECT FROM places_allotment a WHERE a.id = allotment_id
            AND ((SELECT organisations_writes_all())
                 OR a.unit_id IN (SELECT organisations_units_written()))));
REVOKE UPDATE, DELETE, TRUNCATE ON places_allotmentstep FROM hientai_app;
REVOKE DELETE, TRUNCATE ON places_division, places_allotment FROM hientai_app;

-- The live seats of every pool are counted here and nowhere else, in the order of the pools.
CREATE FUNCTION places_count_taken() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    moved record;
    sides text := CASE TG_OP WHEN 'INSERT' THEN 'SELECT 1 AS n, * FROM new_rows'
        WHEN 'DELETE' THEN 'SELECT -1 AS n, * FROM old_rows'
        ELSE 'SELECT 1 AS n, * FROM new_rows UNION ALL SELECT -1 AS n, * FROM old_rows' END;
BEGIN
    FOR moved IN EXECUTE format(
        'SELECT pool, sum(n) AS change FROM (SELECT unnest(ARRAY[of_quota_id, of_allotment_id,'
        ' of_class_id]) AS pool, n FROM (%s) r WHERE state IN (''held'', ''used'')) p'
        ' WHERE pool IS NOT NULL GROUP BY pool HAVING sum(n) <> 0 ORDER BY pool', sides)
    LOOP
        UPDATE places_pool SET taken = taken + moved.change WHERE id = moved.pool;
    END LOOP;
    RETURN NULL;
END
$$;
CREATE TRIGGER count_taken_insert AFTER INSERT ON places_seat REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION places_count_taken();
CREATE TRIGGER count_taken_update AFTER UPDATE ON places_seat
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION places_count_taken();
CREATE TRIGGER count_taken_delete AFTER DELETE ON places_seat REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION places_count_taken();

-- The days of a turn: one that is under way and has no end runs on.
CREATE FUNCTION places_days_of_turn(t training_turn) RETURNS daterange LANGUAGE sql IMMUTABLE AS $$
    SELECT daterange(t.starts_on, CASE WHEN t.ends_on IS NULL AND t.result = 'studying' THEN NULL
                                       ELSE coalesce(t.ends_on, t.starts_on) + 1 END)
$$;

-- Nobody sits where a turn of the same time says that they study elsewhere. Two who write for one
-- person at once wait for each other. Counted and planned for the rows at hand, as other walls are.
CREATE FUNCTION places_seat_meets_no_turn() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE crossed bigint;
BEGIN
    EXECUTE 'SELECT FROM people_person p WHERE p.id IN (SELECT person_id FROM new_rows)'
            ' ORDER BY p.id FOR NO KEY UPDATE';
    EXECUTE 'SELECT count(*) FROM (SELECT * FROM new_rows'
            ' WHERE exclusive AND state IN (''held'', ''used'')) n'
            ' JOIN training_turn t USING (person_id)'
            ' WHERE t.exclusive AND t.result <> ''withdrawn'' AND t.id IS DISTINCT FROM n.turn_id'
            ' AND places_days_of_turn(t) && n.period' INTO crossed;
    IF crossed > 0 THEN
        RAISE EXCEPTION USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'seat_meets_a_turn',
            TABLE = 'places_seat', MESSAGE = 'the person studies elsewhere at that time';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER meets_no_turn_insert AFTER INSERT ON places_seat REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION places_seat_meets_no_turn();
CREATE TRIGGER meets_no_turn_update AFTER UPDATE ON places_seat REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION places_seat_meets_no_turn();

-- Nor is a turn written as under way over a seat of another course; its own seat is of the same
-- course: tied to it, or held for the same days (the turn is written first, then tied).
CREATE FUNCTION places_turn_meets_no_seat() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE crossed bigint;
BEGIN
    IF NOT EXISTS (SELECT FROM places_seat) THEN RETURN NULL; END IF;
    EXECUTE 'SELECT FROM people_person p WHERE p.id IN (SELECT n.person_id FROM new_rows n'
            ' WHERE n.exclusive AND n.result = ''studying'') ORDER BY p.id FOR NO KEY UPDATE';
    EXECUTE 'SELECT count(*) FROM (SELECT t.* FROM new_rows t'
            ' WHERE t.exclusive AND t.result = ''studying'') n'
            ' JOIN training_turn t ON t.id = n.id'
            ' JOIN (SELECT * FROM places_seat WHERE exclusive AND state IN (''held'', ''used'')) s'
            ' ON s.person_id = t.person_id WHERE s.turn_id IS DISTINCT FROM t.id'
            ' AND places_days_of_turn(t) && s.period'
            ' AND NOT (s.state = ''held'' AND places_days_of_turn(t) = s.period)' INTO crossed;
    IF crossed > 0 THEN
        RAISE EXCEPTION USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'turn_meets_a_seat',
            TABLE = 'training_turn', MESSAGE = 'a place is kept for the person at that time';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER meets_no_seat_insert AFTER INSERT ON training_turn REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION places_turn_meets_no_seat();
CREATE TRIGGER meets_no_seat_update AFTER UPDATE ON training_turn REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION places_turn_meets_no_seat();

-- A seat begins held, is used or released, and once released stays as it is.
CREATE FUNCTION places_seat_goes_its_way() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'held' THEN
            RAISE EXCEPTION 'a seat begins as one that is held'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'seat_begins_held';
        END IF;
    ELSIF OLD.state = 'released' AND (to_jsonb(OLD) - 'person_id' - 'turn_id')
        <> (to_jsonb(NEW) - 'person_id' - 'turn_id') THEN
        RAISE EXCEPTION 'a seat that was released stays as it is'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'released_seat_stays';
    ELSIF OLD.state = 'used' AND NEW.state = 'held' THEN
        RAISE EXCEPTION 'a seat that was used is not held again'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'used_seat_stays_used';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER goes_its_way BEFORE INSERT OR UPDATE ON places_seat
    FOR EACH ROW EXECUTE FUNCTION places_seat_goes_its_way();

-- A unit answers for its part and changes nothing else of it.
CREATE FUNCTION places_answer_is_the_units() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE own text[] := '{wanted,accepted,returned,answered_at,answered_by,note}';
BEGIN
    IF current_user = 'hientai_app' AND NOT organisations_writes_all()
        AND ((to_jsonb(OLD) - own) <> (to_jsonb(NEW) - own) OR NEW.returned < OLD.returned
             OR OLD.accepted IS NOT NULL AND NEW.accepted IS DISTINCT FROM OLD.accepted) THEN
        RAISE insufficient_privilege USING MESSAGE = 'a unit answers once, for its own part';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER answer_is_the_units BEFORE UPDATE ON places_allotment
    FOR EACH ROW EXECUTE FUNCTION places_answer_is_the_units();

-- The pool of a unit's part has what the part says; under what is taken it cannot go.
CREATE FUNCTION places_pool_of_allotment() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    INSERT INTO places_pool (kind, item_id, phase, allotment_id, places, elsewhere, taken)
        VALUES ('allotment', '', '', NEW.id, 0, 0, 0) ON CONFLICT (allotment_id) DO NOTHING;
    UPDATE places_pool SET places = (SELECT CASE d.state WHEN 'offered' THEN
            coalesce(NEW.accepted, NEW.offered) + NEW.again - NEW.returned ELSE taken END
        FROM places_division d WHERE d.id = NEW.division_id)
    WHERE allotment_id = NEW.id;
    RETURN NULL;
END
$$;
CREATE TRIGGER pool_of_allotment AFTER INSERT OR UPDATE ON places_allotment
    FOR EACH ROW EXECUTE FUNCTION places_pool_of_allotment();
CREATE FUNCTION places_pools_of_division() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    UPDATE places_pool p SET places = CASE NEW.state WHEN 'offered' THEN
            coalesce(a.accepted, a.offered) + a.again - a.returned ELSE p.taken END
    FROM places_allotment a WHERE a.division_id = NEW.id AND p.allotment_id = a.id;
    RETURN NULL;
END
$$;
CREATE TRIGGER pools_of_division AFTER UPDATE OF state ON places_division
    FOR EACH ROW EXECUTE FUNCTION places_pools_of_division();

REVOKE ALL ON FUNCTION places_count_taken(), places_seat_meets_no_turn(),
    places_turn_meets_no_seat(), places_pool_of_allotment(), places_pools_of_division()
    FROM PUBLIC, hientai_app;
