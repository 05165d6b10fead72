-- A record that was merged into another, by its number of then; into which person; however often.
CREATE FUNCTION upkeep_merged_records() RETURNS TABLE (person_id bigint, kept_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH RECURSIVE merged (person_id, kept_id) AS (
        SELECT m.merged_id, m.kept_id FROM people_merger m WHERE m.undone_at IS NULL
        UNION
        SELECT merged.person_id, m.kept_id FROM merged
        JOIN people_merger m ON m.merged_id = merged.kept_id AND m.undone_at IS NULL
    )
    SELECT DISTINCT merged.person_id, merged.kept_id FROM merged
    JOIN people_person p ON p.id = merged.kept_id
    WHERE organisations_sees_all() OR p.id = audit_setting('person')::bigint
       OR p.unit_id IN (SELECT organisations_units_seen())
$$;

-- Who opened a record is told of all the records that are one person's.
DROP POLICY the_person_and_the_unit ON audit_recordread;
CREATE POLICY the_person_and_the_unit ON audit_recordread FOR SELECT USING (
    person_id = (SELECT upkeep_own_person()) OR person_id IN (SELECT people_in_scope())
    OR person_id IN (SELECT m.person_id FROM upkeep_merged_records() m));

CREATE OR REPLACE FUNCTION upkeep_trace(of_person bigint)
RETURNS TABLE (id bigint, at timestamptz, actor_label text, ground text, batch bigint,
               table_name text, row_id bigint, operation text, before jsonb, after jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    child text;
    known bigint[];
BEGIN
    IF NOT upkeep_answers_for(of_person) THEN RETURN; END IF;
    known := of_person || ARRAY(SELECT m.person_id FROM upkeep_merged_records() m
                                WHERE m.kept_id = of_person);
    RETURN QUERY SELECT e.id, e.at, e.actor_label, e.ground, e.batch, e.table_name, e.row_id,
        e.operation::text, e.before, e.after FROM audit_event e
        WHERE e.table_name = 'people_person' AND e.row_id = ANY (known);
    RETURN QUERY SELECT 0::bigint, NULL::timestamptz, ''::text, ''::text, NULL::bigint,
        'people_person'::text, p.id, '='::text, NULL::jsonb, to_jsonb(p)
        FROM people_person p WHERE p.id = of_person;
    FOR child IN SELECT upkeep_tables_of_people() LOOP
        RETURN QUERY EXECUTE format(
            'SELECT e.id, e.at, e.actor_label, e.ground, e.batch, e.table_name, e.row_id,'
            ' e.operation::text, e.before - ''evidence'', e.after - ''evidence'' FROM audit_event e'
            ' WHERE e.table_name = %1$L AND e.row_id IN (SELECT t.id FROM %2$I t'
            ' WHERE t.person_id = $1)', child, child) USING of_person;
        RETURN QUERY EXECUTE format(
            'SELECT 0::bigint, NULL::timestamptz, ''''::text, ''''::text, NULL::bigint, %1$L::text,'
            ' t.id, ''=''::text, NULL::jsonb, to_jsonb(t) - ''evidence'' FROM %2$I t'
            ' WHERE t.person_id = $1', child, child) USING of_person;
    END LOOP;
    RETURN QUERY SELECT e.id, e.at, e.actor_label, e.ground, e.batch, e.table_name, e.row_id,
        e.operation::text, e.before, e.after
        FROM (SELECT DISTINCT r.table_name, r.row_id FROM audit_event r
              WHERE r.operation = 'D' AND r.before ->> 'person_id' = ANY (known::text[])) d
        JOIN audit_event e USING (table_name, row_id);
END
$$;
