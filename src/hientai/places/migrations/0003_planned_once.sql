-- A place is held some hundred times a second: what it asks is planned once a session, and pools
-- that are there already are only read. Written again in a language that keeps its plans.
CREATE OR REPLACE FUNCTION places_quota(of_scheme bigint, item text, on_day date)
RETURNS TABLE (phase text, first_day date, last_day date, stated integer, per jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    version bigint;
BEGIN
    SELECT v.id INTO version FROM schemes_schemeversion v
    WHERE v.scheme_id = of_scheme AND v.effective_from <= on_day
        AND NOT EXISTS (SELECT FROM schemes_withdrawal w WHERE w.version_id = v.id)
    ORDER BY v.effective_from DESC, v.number DESC LIMIT 1;
    RETURN QUERY SELECT q.data ->> 'phase', (p.data ->> 'start')::date, (p.data ->> 'end')::date,
        (q.data ->> 'places')::integer, nullif(q.data -> 'per', 'null')
    FROM schemes_schemeitem q
    LEFT JOIN schemes_schemeitem p ON p.version_id = q.version_id
        AND p.kind = 'phase' AND p.item_id = q.data ->> 'phase'
    WHERE q.version_id = version AND q.kind = 'quota' AND q.item_id = item;
END
$$;

CREATE OR REPLACE FUNCTION places_elsewhere(
    pool places_pool, first_day date, last_day date, on_day date
) RETURNS integer LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE found_there integer;
BEGIN
    SELECT count(DISTINCT t.person_id)::integer INTO found_there FROM training_turn t
    WHERE t.scheme_id = pool.scheme_id AND t.item_id = pool.item_id
        AND (t.result = 'completed' AND t.ends_on BETWEEN first_day AND last_day
             OR t.result = 'studying' AND t.starts_on BETWEEN first_day AND last_day)
        AND NOT EXISTS (SELECT FROM places_seat s WHERE s.person_id = t.person_id
                        AND s.of_quota_id = pool.id AND s.state IN ('held', 'used'))
        AND (pool.unit_id IS NULL OR t.person_id IN (SELECT p.id FROM people_person p
             WHERE p.unit_id IN (SELECT organisations_subtree(ARRAY[pool.unit_id], on_day))));
    RETURN found_there;
END
$$;

-- The pool of the quota that a wish draws from; null where the scheme has none, or not for the unit.
CREATE FUNCTION places_pool_of_quota(of_scheme bigint, item text, unit bigint, on_day date)
RETURNS bigint LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    q record;
    holder bigint;
    found_there bigint;
BEGIN
    SELECT * INTO q FROM places_quota(of_scheme, item, on_day);
    IF q.phase IS NULL THEN RETURN NULL; END IF;
    IF q.per IS NOT NULL THEN
        holder := places_holder(unit, q.per, on_day);
        IF holder IS NULL THEN RETURN NULL; END IF;
    END IF;
    SELECT p.id INTO found_there FROM places_pool p WHERE p.kind = 'quota'
        AND p.scheme_id = of_scheme AND p.item_id = item AND p.phase = q.phase
        AND p.unit_id IS NOT DISTINCT FROM holder;
    RETURN coalesce(found_there, 0);
END
$$;

-- The pool of what the unit, or the nearest above it, was given of a quota that is divided now.
CREATE FUNCTION places_pool_of_part(of_scheme bigint, item text, unit bigint, on_day date)
RETURNS bigint LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE found_there bigint;
BEGIN
    IF NOT EXISTS (SELECT FROM places_division d WHERE d.state = 'offered'
                   AND d.scheme_id = of_scheme AND d.item_id = item) THEN
        RETURN NULL;
    END IF;
    SELECT p.id INTO found_there FROM places_above(unit, on_day) a
    JOIN places_allotment part ON part.unit_id = a.unit_id
    JOIN places_division d ON d.id = part.division_id AND d.state = 'offered'
        AND d.scheme_id = of_scheme AND d.item_id = item
    JOIN places_pool p ON p.allotment_id = part.id
    ORDER BY a.height LIMIT 1;
    RETURN found_there;
END
$$;

-- Makes what is not there yet: first pools of quotas, then of classes, each in one order.
ALTER FUNCTION places_open(bigint[], text[], bigint[], bigint[], date) RENAME TO places_make;

-- The pools that each wish draws from; 0 where one is still to be made.
CREATE FUNCTION places_open(
    schemes text[], items text[], classes bigint[], units bigint[], on_day date
) RETURNS TABLE (scheme bigint, quota bigint, allotment bigint, class bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT s.id, places_pool_of_quota(s.id, w.i, w.u, on_day),
        places_pool_of_part(s.id, w.i, w.u, on_day),
        CASE WHEN w.c IS NOT NULL THEN coalesce(
            (SELECT p.id FROM places_pool p WHERE p.training_class_id = w.c),
            (SELECT 0 FROM classes_trainingclass c WHERE c.id = w.c)) END
    FROM unnest(schemes, items, classes, units) WITH ORDINALITY AS w (s, i, c, u, at)
    LEFT JOIN schemes_scheme s ON s.slug = w.s ORDER BY w.at;
END
$$;
REVOKE ALL ON FUNCTION places_pool_of_quota(bigint, text, bigint, date),
    places_pool_of_part(bigint, text, bigint, date) FROM PUBLIC, hientai_app;

-- What stands against each of some wishes (`at` counts from 1), as far as the asker sees it: a
-- seat or turn of the same days where both are exclusive, a place of the quota or class had already.
CREATE FUNCTION places_clashes(
    people bigint[], since date[], until date[], exclusive boolean[], quotas bigint[],
    classes bigint[], own bigint[]
) RETURNS TABLE (at bigint, what text, title text, place text, first_day date, last_day date)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN QUERY
    WITH wanted AS (
        SELECT * FROM unnest(people, since, until, exclusive, quotas, classes, own)
            WITH ORDINALITY AS w (person_id, since, until, exclusive, quota, class, own, at)
    ), met AS (
        SELECT w.at, s.*, s.of_quota_id = w.quota OR s.of_class_id = w.class AS same
        FROM wanted w JOIN places_seat s ON s.person_id = w.person_id
        WHERE s.state IN ('held', 'used') AND s.id IS DISTINCT FROM w.own
          AND (s.of_quota_id = w.quota OR s.of_class_id = w.class
               OR w.exclusive AND s.exclusive AND s.period && daterange(w.since, w.until))
    )
    SELECT m.at, CASE WHEN coalesce(m.same, false) THEN 'again' ELSE 'seat' END,
        (SELECT concat_ws(' · ', sch.slug, nullif(q.item_id, ''), nullif(c.title, ''))
         FROM (SELECT m.of_quota_id AS quota, m.of_class_id AS class) k
         LEFT JOIN places_pool q ON q.id = k.quota
         LEFT JOIN schemes_scheme sch ON sch.id = q.scheme_id
         LEFT JOIN places_pool cp ON cp.id = k.class
         LEFT JOIN classes_trainingclass c ON c.id = cp.training_class_id),
        (SELECT u.code FROM organisations_unit u WHERE u.id = m.unit_id),
        lower(m.period), upper(m.period) - 1
    FROM met m
    UNION ALL
    SELECT w.at, 'turn', t.programme,
        (SELECT sch.slug::text FROM schemes_scheme sch WHERE sch.id = t.scheme_id),
        t.starts_on, upper(places_days_of_turn(t)) - 1
    FROM wanted w JOIN training_turn t ON t.person_id = w.person_id
    WHERE w.exclusive AND t.exclusive AND t.result <> 'withdrawn'
      AND places_days_of_turn(t) && daterange(w.since, w.until)
      AND NOT EXISTS (SELECT FROM places_seat s WHERE s.turn_id = t.id
                      AND s.state IN ('held', 'used'))
    ORDER BY 1, 2, 5;
END
$$;
