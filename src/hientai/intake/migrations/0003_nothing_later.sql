-- What happened since to the rows a batch touched, whoever did it and wherever it is seen from.
-- A batch holds its tables against other writers, so that whatever came later has a later id.
CREATE OR REPLACE FUNCTION intake_touched_since(of_batch bigint)
RETURNS TABLE (table_name text, row_id bigint, at timestamptz, who text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $$
DECLARE last_event bigint := (SELECT max(id) FROM audit_event WHERE batch = of_batch);
BEGIN
    -- Most often nothing came later; to find so needs no comparing of rows, nor statistics of them.
    IF NOT EXISTS (SELECT FROM audit_event e WHERE e.id > last_event) THEN RETURN; END IF;
    RETURN QUERY SELECT e.table_name, e.row_id, e.at, e.actor_label FROM audit_event e
    WHERE e.id > last_event AND e.batch IS DISTINCT FROM of_batch
      -- A later batch that was itself undone left every row as it found it.
      AND NOT EXISTS (SELECT FROM intake_importbatch l WHERE l.id = e.batch AND l.state = 'undone')
      AND EXISTS (SELECT FROM audit_event b WHERE b.batch = of_batch
                  AND b.table_name = e.table_name AND b.row_id = e.row_id)
      AND EXISTS (SELECT FROM intake_importbatch b WHERE b.id = of_batch
                  AND (organisations_sees_all() OR b.unit_id IN (SELECT organisations_units_seen())));
END
$$;
