-- A batch is seen by who sees its declared unit; its pieces by who sees the batch.
ALTER TABLE intake_importbatch ENABLE ROW LEVEL SECURITY;
CREATE POLICY declared_unit ON intake_importbatch
    USING ((SELECT organisations_sees_all()) OR unit_id IN (SELECT organisations_units_seen()));
ALTER TABLE intake_importpart ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_seen_batch ON intake_importpart
    USING ((SELECT organisations_sees_all()) OR batch_id IN (SELECT id FROM intake_importbatch));

-- Which of these codes belong to people whom the caller may not change: that they exist, no more.
CREATE FUNCTION intake_codes_elsewhere(codes text[]) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT code FROM people_person
    WHERE code = ANY (codes) AND NOT organisations_sees_all()
      AND unit_id NOT IN (SELECT organisations_units_seen())
$$;

-- What happened since to the rows a batch touched, whoever did it and wherever it is seen from.
-- A batch holds its tables against other writers, so that whatever came later has a later id.
CREATE FUNCTION intake_touched_since(of_batch bigint)
RETURNS TABLE (table_name text, row_id bigint, at timestamptz, who text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT e.table_name, e.row_id, e.at, e.actor_label FROM audit_event e
    WHERE e.id > (SELECT max(id) FROM audit_event WHERE batch = of_batch)
      AND e.batch IS DISTINCT FROM of_batch
      -- A later batch that was itself undone left every row as it found it.
      AND NOT EXISTS (SELECT FROM intake_importbatch l WHERE l.id = e.batch AND l.state = 'undone')
      AND EXISTS (SELECT FROM audit_event b WHERE b.batch = of_batch
                  AND b.table_name = e.table_name AND b.row_id = e.row_id)
      AND EXISTS (SELECT FROM intake_importbatch b WHERE b.id = of_batch
                  AND (organisations_sees_all() OR b.unit_id IN (SELECT organisations_units_seen())))
$$;

-- The trace of one batch for who may undo it (the policy of the trace shows only one's own).
CREATE FUNCTION intake_trace(of_batch bigint)
RETURNS TABLE (id bigint, table_name text, row_id bigint, operation text, before jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT e.id, e.table_name, e.row_id, e.operation, e.before FROM audit_event e
    WHERE e.batch = of_batch
      AND EXISTS (SELECT FROM intake_importbatch b WHERE b.id = of_batch
                  AND (organisations_sees_all() OR b.unit_id IN (SELECT organisations_units_seen())))
$$;
