-- A division is public once it is offered. Before that it is read by who draws it up, who sees the
-- authority, and, where needs are asked for, by the units that are asked.
CREATE FUNCTION places_asks(of_division bigint) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM places_allotment a WHERE a.division_id = of_division
                   AND a.unit_id <@ organisations_sight())
$$;
CREATE FUNCTION places_sees_draft(of_scheme bigint) RETURNS boolean LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT organisations_sees_all() OR schemes_amends(of_scheme) OR EXISTS (
        SELECT FROM schemes_scheme s WHERE s.id = of_scheme
          AND s.authority_id <@ organisations_sight())
$$;
ALTER POLICY everybody_reads ON places_division USING (
    offered_at IS NOT NULL OR places_sees_draft(scheme_id)
    OR state = 'draft' AND basis = 'need' AND places_asks(id));
ALTER POLICY own_units ON places_allotment USING (
    ((SELECT organisations_sees_all()) OR unit_id <@ (SELECT organisations_sight()))
    AND EXISTS (SELECT FROM places_division d WHERE d.id = division_id));
ALTER POLICY unit_answers ON places_allotment
    USING (unit_id <@ (SELECT organisations_sight_to_write())
           AND EXISTS (SELECT FROM places_division d WHERE d.id = division_id));
