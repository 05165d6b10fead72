-- Whom the reader may see and whose name has every word of a search at the beginning of a word.
-- Inside the walls an index on text does not serve (its operators are not leakproof), so the search is made
-- before them and gives away no more than they do: who is out of sight is not among the answers.
CREATE FUNCTION people_named(words text[]) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE named tsquery;
BEGIN
    SELECT string_agg(format('%L:*', word), ' & ')::tsquery INTO named FROM unnest(words) AS word;
    RETURN QUERY SELECT p.id FROM people_person p
        WHERE array_to_tsvector(string_to_array(p.name_folded, ' ')) @@ named
        AND ((SELECT organisations_sees_all())
             OR p.unit_id IN (SELECT organisations_units_seen())
             OR p.id IN (SELECT f.person_id FROM people_formerly_in_scope() f));
END
$$;
