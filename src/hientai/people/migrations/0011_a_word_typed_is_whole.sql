-- Several words of a name are sought whole first; where nobody is called so the last may be the beginning of
-- one, and then each of them. The beginnings of a short word ("an", "ha") are a tenth of all names:
-- taken together with the whole word they cost four times as much among millions, and bury who was
-- asked for under everybody whose name only begins so.
CREATE OR REPLACE FUNCTION people_named(words text[]) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    ending text[];
    named tsquery;
BEGIN
    FOREACH ending SLICE 1 IN ARRAY ARRAY[['', ''], ['', ':*'], [':*', ':*']]
    LOOP
        CONTINUE WHEN cardinality(words) = 1 AND ending = ARRAY['', ''];
        SELECT string_agg(format('%L%s', word, ending[1 + (place = cardinality(words))::int]), ' & ')
            ::tsquery INTO named FROM unnest(words) WITH ORDINALITY AS typed (word, place);
        RETURN QUERY SELECT p.id FROM people_person p
            WHERE array_to_tsvector(string_to_array(p.name_folded, ' ')) @@ named
            AND ((SELECT organisations_sees_all())
                 OR p.unit_id IN (SELECT organisations_units_seen())
                 OR p.id IN (SELECT f.person_id FROM people_formerly_in_scope() f));
        EXIT WHEN FOUND;
    END LOOP;
END
$$;
