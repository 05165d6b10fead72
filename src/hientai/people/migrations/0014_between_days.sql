-- From which unit to which the main posts of everybody seen went between two days, asked as 0013 asks
-- the list: whoever is now in the own units with both posts, of others the posts in the own units.
CREATE FUNCTION people_between(first_day date, second_day date)
RETURNS TABLE (before bigint, after bigint, people bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    everywhere boolean := organisations_sees_all();
    own bigint[] := ARRAY(SELECT organisations_units_seen());
BEGIN
    PERFORM set_config(kind, CASE WHEN everywhere THEN 'on' ELSE 'off' END, true)
    FROM unnest(ARRAY['enable_hashjoin', 'enable_mergejoin', 'enable_seqscan']) kind;
    RETURN QUERY EXECUTE concat(
        'WITH held AS (SELECT t.person_id, t.unit_id, t.period FROM people_post t',
        CASE WHEN everywhere THEN ' WHERE t.kind = ''main''' ELSE
            ' JOIN people_person p ON p.id = t.person_id'
            ' WHERE t.kind = ''main'' AND p.unit_id = ANY($3)'
            ' UNION ALL SELECT t.person_id, t.unit_id, t.period FROM people_post t'
            ' JOIN people_person p ON p.id = t.person_id WHERE t.kind = ''main'''
            ' AND NOT upper_inf(t.period) AND t.unit_id = ANY($3) AND p.unit_id <> ALL($3)' END,
        '), moved AS (SELECT max(unit_id) FILTER (WHERE period @> $1) AS before,'
        ' max(unit_id) FILTER (WHERE period @> $2) AS after'
        ' FROM held WHERE period @> $1 OR period @> $2 GROUP BY person_id)'
        ' SELECT before, after, count(*) FROM moved GROUP BY 1, 2')
    USING first_day, second_day, own;
    PERFORM set_config(kind, 'on', true)
    FROM unnest(ARRAY['enable_hashjoin', 'enable_mergejoin', 'enable_seqscan']) kind;
END
$$;
