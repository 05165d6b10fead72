-- Who writes for the authority of a scheme divides its quotas; where several authorities share the
-- system nobody of them writes everywhere. Before a scheme has an authority, who does.
CREATE FUNCTION places_divides(of_division bigint) RETURNS boolean LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT (SELECT organisations_writes_all()) OR schemes_amends((
        SELECT d.scheme_id FROM places_division d WHERE d.id = of_division))
$$;

ALTER POLICY owner_writes ON places_division
    USING (schemes_amends(scheme_id)) WITH CHECK (schemes_amends(scheme_id));
ALTER POLICY owner_writes ON places_allotment
    USING (places_divides(division_id)) WITH CHECK (places_divides(division_id));
ALTER POLICY added ON places_allotmentstep WITH CHECK (
    EXISTS (SELECT FROM places_allotment a WHERE a.id = allotment_id
            AND (places_divides(a.division_id)
                 OR a.unit_id IN (SELECT organisations_units_written()))));

-- A unit answers for its part and changes nothing else of it.
CREATE OR REPLACE FUNCTION places_answer_is_the_units() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE own text[] := '{wanted,accepted,returned,answered_at,answered_by,note}';
BEGIN
    IF current_user = 'hientai_app'
        AND ((to_jsonb(OLD) - own) <> (to_jsonb(NEW) - own) OR NEW.returned < OLD.returned
             OR OLD.accepted IS NOT NULL AND NEW.accepted IS DISTINCT FROM OLD.accepted)
        AND NOT places_divides(OLD.division_id) THEN
        RAISE insufficient_privilege USING MESSAGE = 'a unit answers once, for its own part';
    END IF;
    RETURN NEW;
END
$$;
