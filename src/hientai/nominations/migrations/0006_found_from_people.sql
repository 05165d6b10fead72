-- Found from the own people, as timetables/0008 finds classes: few for whom a list of others concerns.
CREATE OR REPLACE FUNCTION nominations_lists_of_people() RETURNS SETOF bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT n.list_id FROM people_person p JOIN nominations_nomination n ON n.person_id = p.id
    WHERE p.unit_id = ANY (audit_setting('units')::bigint[])
    UNION ALL
    SELECT list_id FROM nominations_nomination
    WHERE person_id = audit_setting('person')::bigint
$$;
