-- The list of a day in one question that knows the scope from the start. Asked through the walls, a
-- filter by degree read the whole country to find a province's: no wall lets the planner begin
-- with the own people. `asked` holds the parts of a filter, each only where it asks something:
-- units, category, title, field, sex, level with the levels above it, words, code with the persons
-- known by such a code before. Returned are the first `at_most` by given name, each with the number
-- of all.
CREATE FUNCTION people_listed(on_day date, asked jsonb, at_most integer)
RETURNS TABLE (person_id bigint, in_all bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    everywhere boolean := organisations_sees_all();
    own bigint[] := ARRAY(SELECT organisations_units_seen());
    units bigint[] := ARRAY(SELECT jsonb_array_elements_text(asked -> 'units'));
    higher text[] := ARRAY(SELECT jsonb_array_elements_text(asked -> 'higher'));
    known bigint[] := ARRAY(SELECT jsonb_array_elements_text(asked -> 'known'));
    named bigint[];
    held text;
    of_level text := '';
BEGIN
    IF asked ? 'words' THEN
        named := ARRAY(SELECT people_named(ARRAY(SELECT jsonb_array_elements_text(asked -> 'words'))));
    END IF;
    IF asked ? 'level' THEN
        of_level := ' AND EXISTS (SELECT FROM people_degree d WHERE d.person_id = p.id'
            ' AND d.level = $2 ->> ''level'' AND coalesce(d.awarded_on <= $1 AND d.awarded_on < %1$s, true))'
            ' AND NOT EXISTS (SELECT FROM people_degree d WHERE d.person_id = p.id'
            ' AND d.level = ANY($5) AND coalesce(d.awarded_on <= $1 AND d.awarded_on < %1$s, true))';
    END IF;
    held := concat(
        'SELECT p.id, p.name_key FROM people_person p JOIN people_post t ON t.person_id = p.id',
        ' WHERE t.kind = ''main'' AND t.period @> $1',
        CASE WHEN asked ? 'units' THEN ' AND t.unit_id = ANY($4)' END,
        CASE WHEN asked ? 'category' THEN ' AND t.category = $2 ->> ''category''' END,
        CASE WHEN asked ? 'title' THEN ' AND t.title = $2 ->> ''title''' END,
        CASE WHEN asked ? 'field' THEN ' AND t.fields @> ARRAY[$2 ->> ''field'']' END,
        CASE WHEN asked ? 'sex' THEN ' AND p.sex = $2 ->> ''sex''' END,
        CASE WHEN asked ? 'words' THEN ' AND p.id IN (SELECT unnest($7))' END,
        CASE WHEN asked ? 'code' THEN ' AND (p.code LIKE $2 ->> ''code'' OR p.id = ANY($6))' END);
    -- A province's people are found by their units and looked up one by one: the planner takes them
    -- for a share of the country by the number of its units, not by how small these are.
    PERFORM set_config(kind, CASE WHEN everywhere THEN 'on' ELSE 'off' END, true)
    FROM unnest(ARRAY['enable_hashjoin', 'enable_mergejoin', 'enable_seqscan']) kind;
    RETURN QUERY EXECUTE concat(
        'WITH seen AS (', held,
        CASE WHEN NOT everywhere THEN ' AND p.unit_id = ANY($3)' END,
        format(of_level, '''infinity''::date'),
        CASE WHEN NOT everywhere THEN concat(
            ' UNION ALL SELECT s.* FROM people_formerly_in_scope() f, LATERAL (', held,
            ' AND p.id = f.person_id AND p.unit_id <> ALL($3) AND t.unit_id = ANY($3)',
            format(of_level, 'f.left_on'), ') s') END,
        ') SELECT id, count(*) OVER () FROM seen ORDER BY name_key, id LIMIT $8')
    USING on_day, asked, own, units, higher, known, named, at_most;
    PERFORM set_config(kind, 'on', true)
    FROM unnest(ARRAY['enable_hashjoin', 'enable_mergejoin', 'enable_seqscan']) kind;
END
$$;
