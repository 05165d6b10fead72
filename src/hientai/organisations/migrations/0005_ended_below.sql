-- How far authority over some units reaches: what stands under them on a day, and what had ended by
-- then under them, for whoever waits there to be placed is somebody's still. A unit at the top that
-- ended is below those that followed it.
CREATE FUNCTION organisations_reach(roots bigint[], on_day date) RETURNS SETOF bigint
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    WITH RECURSIVE below AS (
        SELECT unnest(roots) AS id
        UNION
        SELECT found.id FROM below b CROSS JOIN LATERAL (
            SELECT v.unit_id AS id FROM organisations_unitversion v
            WHERE v.parent_id = b.id AND (v.period @> on_day
                OR upper(v.period) <= on_day AND NOT EXISTS (
                    SELECT FROM organisations_unitversion l WHERE l.unit_id = v.unit_id
                    AND (upper_inf(l.period) OR upper(l.period) > upper(v.period))))
            UNION ALL
            SELECT v.unit_id FROM organisations_succession s
            JOIN organisations_unitversion v ON v.unit_id = s.predecessor_id
            WHERE s.successor_id = b.id AND v.parent_id IS NULL AND upper(v.period) <= on_day
                AND NOT EXISTS (
                    SELECT FROM organisations_unitversion l WHERE l.unit_id = v.unit_id
                    AND (upper_inf(l.period) OR upper(l.period) > upper(v.period)))
        ) found
    ) SELECT id FROM below
$$;

-- Whether who looks writes for all of some units; for none of them, who writes everywhere.
CREATE FUNCTION organisations_writes_each(asked bigint[]) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT organisations_writes_all() OR cardinality(asked) > 0 AND NOT EXISTS (
        SELECT FROM unnest(asked) unit WHERE NOT unit <@ organisations_sight_to_write())
$$;
