-- What the version in force on a day says of a quota: its phase, the phase's days, its places.
CREATE FUNCTION places_quota(of_scheme bigint, item text, on_day date)
RETURNS TABLE (phase text, first_day date, last_day date, stated integer, per jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH version AS (
        SELECT v.id FROM schemes_schemeversion v
        WHERE v.scheme_id = of_scheme AND v.effective_from <= on_day
            AND NOT EXISTS (SELECT FROM schemes_withdrawal w WHERE w.version_id = v.id)
        ORDER BY v.effective_from DESC, v.number DESC LIMIT 1
    )
    SELECT q.data ->> 'phase', (p.data ->> 'start')::date, (p.data ->> 'end')::date,
           (q.data ->> 'places')::integer, nullif(q.data -> 'per', 'null')
    FROM version JOIN schemes_schemeitem q ON q.version_id = version.id
        AND q.kind = 'quota' AND q.item_id = item
    LEFT JOIN schemes_schemeitem p ON p.version_id = version.id
        AND p.kind = 'phase' AND p.item_id = q.data ->> 'phase'
$$;

-- A unit and the units above it on a day, the nearest first.
CREATE FUNCTION places_above(unit bigint, on_day date) RETURNS TABLE (unit_id bigint, height integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH RECURSIVE up AS (
        SELECT unit AS id, 0 AS height
        UNION ALL
        SELECT v.parent_id, up.height + 1 FROM up JOIN organisations_unitversion v
            ON v.unit_id = up.id AND v.period @> on_day
        WHERE v.parent_id IS NOT NULL AND up.height < 20
    ) SELECT id, height FROM up
$$;

-- The unit, from one upwards, to which a quota gives places of its own; null where none does.
CREATE FUNCTION places_holder(unit bigint, per jsonb, on_day date) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT a.unit_id FROM places_above(unit, on_day) a
    JOIN organisations_unit u ON u.id = a.unit_id
    JOIN organisations_unitversion v ON v.unit_id = a.unit_id AND v.period @> on_day
    WHERE per -> 'unit_type' ? v.type OR per -> 'unit_code' ? u.code
    ORDER BY a.height LIMIT 1
$$;

-- What a unit, or the nearest above it, was given of a quota that is divided now.
CREATE FUNCTION places_part_of(unit bigint, of_scheme bigint, item text, on_day date)
RETURNS TABLE (unit_id bigint, unit_code text, places integer, taken integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT u.id, u.code, p.places, p.taken FROM places_above(unit, on_day) a
    JOIN places_allotment part ON part.unit_id = a.unit_id
    JOIN places_division d ON d.id = part.division_id AND d.state = 'offered'
        AND d.scheme_id = of_scheme AND d.item_id = item
    JOIN places_pool p ON p.allotment_id = part.id JOIN organisations_unit u ON u.id = a.unit_id
    ORDER BY a.height LIMIT 1
$$;

-- The pools that each wish draws from, made where there are none yet: first those of quotas, then
-- those of classes, each in one order, so that two who make the same ones do not wait in a circle.
CREATE FUNCTION places_open(
    schemes bigint[], items text[], classes bigint[], units bigint[], on_day date
) RETURNS TABLE (quota bigint, allotment bigint, class bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    INSERT INTO places_pool (kind, scheme_id, item_id, phase, unit_id, places, elsewhere, taken)
    SELECT DISTINCT 'quota', w.s, w.i, q.phase, h.unit_id, 0, 0, 0
    FROM unnest(schemes, items, units) AS w (s, i, u)
    CROSS JOIN LATERAL places_quota(w.s, w.i, on_day) q
    CROSS JOIN LATERAL (SELECT CASE WHEN q.per IS NOT NULL
                               THEN places_holder(w.u, q.per, on_day) END AS unit_id) h
    WHERE (q.per IS NULL OR h.unit_id IS NOT NULL) AND NOT EXISTS (SELECT FROM places_pool p
        WHERE p.kind = 'quota' AND p.scheme_id = w.s AND p.item_id = w.i AND p.phase = q.phase
            AND p.unit_id IS NOT DISTINCT FROM h.unit_id)
    ORDER BY 2, 3, 4, 5 ON CONFLICT DO NOTHING;
    INSERT INTO places_pool (kind, item_id, phase, training_class_id, places, elsewhere, taken)
    SELECT DISTINCT 'class', '', '', c.id, 0, 0, 0 FROM classes_trainingclass c
    WHERE c.id = ANY(classes) AND NOT EXISTS (SELECT FROM places_pool p
                                              WHERE p.training_class_id = c.id)
    ORDER BY 4 ON CONFLICT DO NOTHING;
    RETURN QUERY
    SELECT p.id,
        (SELECT pa.id FROM places_above(w.u, on_day) a
         JOIN places_allotment part ON part.unit_id = a.unit_id
         JOIN places_division d ON d.id = part.division_id AND d.state = 'offered'
            AND d.scheme_id = w.s AND d.item_id = w.i AND d.phase = q.phase
         JOIN places_pool pa ON pa.allotment_id = part.id
         WHERE p.id IS NOT NULL ORDER BY a.height LIMIT 1),
        (SELECT c.id FROM places_pool c WHERE c.training_class_id = w.c)
    FROM unnest(schemes, items, classes, units) WITH ORDINALITY AS w (s, i, c, u, at)
    LEFT JOIN LATERAL places_quota(w.s, w.i, on_day) q ON true
    LEFT JOIN places_pool p ON p.kind = 'quota' AND p.scheme_id = w.s AND p.item_id = w.i
        AND p.phase = q.phase AND p.unit_id IS NOT DISTINCT FROM CASE WHEN q.per IS NOT NULL
            THEN coalesce(places_holder(w.u, q.per, on_day), 0) END
    ORDER BY w.at;
END
$$;

-- Persons who completed a quota in its phase, or study it, without a seat of the pool.
CREATE FUNCTION places_elsewhere(pool places_pool, first_day date, last_day date, on_day date)
RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT count(DISTINCT t.person_id)::integer FROM training_turn t
    WHERE t.scheme_id = pool.scheme_id AND t.item_id = pool.item_id
        AND (t.result = 'completed' AND t.ends_on BETWEEN first_day AND last_day
             OR t.result = 'studying' AND t.starts_on BETWEEN first_day AND last_day)
        AND NOT EXISTS (SELECT FROM places_seat s WHERE s.person_id = t.person_id
                        AND s.of_quota_id = pool.id AND s.state IN ('held', 'used'))
        AND (pool.unit_id IS NULL OR t.person_id IN (SELECT p.id FROM people_person p
             WHERE p.unit_id IN (SELECT organisations_subtree(ARRAY[pool.unit_id], on_day))))
$$;

-- How many places a pool has by what is said today: null is without limit.
CREATE FUNCTION places_stated(pool places_pool, on_day date)
RETURNS TABLE (stated integer, elsewhere integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE q record;
BEGIN
    IF pool.kind = 'class' THEN
        -- Who withdraws the class waits, and sees what was taken.
        RETURN QUERY SELECT CASE WHEN c.withdrawn_at IS NULL THEN c.places ELSE 0 END, 0
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

-- Lock pools in one order and read their places anew; then the persons, in one order too. Every
-- verb that takes or gives back places begins here. `promised` of a quota are the free places of
-- the parts that units have.
CREATE FUNCTION places_lock(pools bigint[], persons bigint[], on_day date)
RETURNS TABLE (id bigint, kind text, places integer, taken integer, stated integer,
               elsewhere integer, promised integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    pool places_pool;
    said record;
BEGIN
    PERFORM FROM places_pool p WHERE p.id = ANY(pools) ORDER BY p.id FOR NO KEY UPDATE;
    PERFORM FROM people_person p WHERE p.id = ANY(persons) ORDER BY p.id FOR NO KEY UPDATE;
    FOR pool IN SELECT * FROM places_pool p WHERE p.id = ANY(pools) ORDER BY p.id LOOP
        SELECT * INTO said FROM places_stated(pool, on_day);
        id := pool.id; kind := pool.kind; taken := pool.taken;
        stated := said.stated; elsewhere := said.elsewhere; promised := 0;
        places := greatest(pool.taken, said.stated - said.elsewhere);
        IF said.stated IS NULL THEN places := NULL; END IF;
        IF pool.kind = 'allotment' THEN places := pool.places; END IF;
        IF (pool.places, pool.elsewhere) IS DISTINCT FROM (places, said.elsewhere) THEN
            UPDATE places_pool p SET places = places_lock.places, elsewhere = said.elsewhere
            WHERE p.id = pool.id;
        END IF;
        IF pool.kind = 'quota' AND pool.unit_id IS NULL THEN
            SELECT coalesce(sum(a.places - a.taken), 0)::integer INTO promised
            FROM places_division d JOIN places_allotment part ON part.division_id = d.id
            JOIN places_pool a ON a.allotment_id = part.id
            WHERE d.state = 'offered' AND d.scheme_id = pool.scheme_id
                AND d.item_id = pool.item_id AND d.phase = pool.phase;
        END IF;
        RETURN NEXT;
    END LOOP;
END
$$;

-- The same numbers without a lock, for who only reads: no pool yet is a pool without seats.
CREATE FUNCTION places_left(of_scheme bigint, item text, of_unit bigint, on_day date)
RETURNS TABLE (stated integer, elsewhere integer, held integer, used integer, promised integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    pool places_pool;
    q record;
BEGIN
    SELECT * INTO q FROM places_quota(of_scheme, item, on_day);
    IF q.phase IS NULL THEN RETURN; END IF;
    SELECT * INTO pool FROM places_pool p WHERE p.kind = 'quota' AND p.scheme_id = of_scheme
        AND p.item_id = item AND p.phase = q.phase
        AND p.unit_id IS NOT DISTINCT FROM
            CASE WHEN q.per IS NOT NULL THEN places_holder(of_unit, q.per, on_day) END;
    IF pool.id IS NULL THEN
        pool.kind := 'quota'; pool.scheme_id := of_scheme; pool.item_id := item;
        pool.unit_id := CASE WHEN q.per IS NOT NULL THEN places_holder(of_unit, q.per, on_day) END;
    END IF;
    RETURN QUERY SELECT q.stated, places_elsewhere(pool, q.first_day, q.last_day, on_day),
        (SELECT count(*)::integer FROM places_seat s
         WHERE s.of_quota_id = pool.id AND s.state = 'held'),
        (SELECT count(*)::integer FROM places_seat s
         WHERE s.of_quota_id = pool.id AND s.state = 'used'),
        (SELECT coalesce(sum(a.places - a.taken), 0)::integer
         FROM places_division d JOIN places_allotment part ON part.division_id = d.id
         JOIN places_pool a ON a.allotment_id = part.id
         WHERE d.state = 'offered' AND d.scheme_id = of_scheme AND d.item_id = item
            AND d.phase = q.phase);
END
$$;

REVOKE ALL ON FUNCTION places_stated(places_pool, date),
    places_elsewhere(places_pool, date, date, date) FROM PUBLIC, hientai_app;
