-- Words of a name are typed one after the other: those before the last are whole, the last may be the
-- beginning of one. Only where nobody is called so are all of them taken as beginnings, which reads
-- several times as many entries of the index among millions of names.
CREATE OR REPLACE FUNCTION people_named(words text[]) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    ending text[];
    named tsquery;
BEGIN
    FOREACH ending SLICE 1 IN ARRAY ARRAY[['', ':*'], [':*', ':*']]
    LOOP
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
