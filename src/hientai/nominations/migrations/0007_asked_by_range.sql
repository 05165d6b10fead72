CREATE OR REPLACE FUNCTION nominations_lists_of_people() RETURNS SETOF bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT n.list_id FROM people_person p JOIN nominations_nomination n ON n.person_id = p.id
    WHERE p.unit_id = ANY (ARRAY(SELECT organisations_units_seen()))
    UNION ALL
    SELECT list_id FROM nominations_nomination
    WHERE person_id = audit_setting('person')::bigint
$$;
