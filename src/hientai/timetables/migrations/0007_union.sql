-- Who moves from one class to another leaves the hours of the first: both are reckoned anew.
CREATE OR REPLACE FUNCTION timetables_rows_changed() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    classes bigint[];
    rows_told text := CASE TG_OP WHEN 'DELETE' THEN 'SELECT * FROM old_rows'
        WHEN 'INSERT' THEN 'SELECT * FROM new_rows'
        ELSE 'SELECT * FROM new_rows UNION ALL SELECT * FROM old_rows' END;
BEGIN
    IF TG_TABLE_NAME = 'timetables_teaching' THEN
        EXECUTE 'SELECT array_agg(DISTINCT s.training_class_id) FROM (' || rows_told || ') r'
            ' JOIN timetables_session s ON s.id = r.session_id' INTO classes;
    ELSIF TG_TABLE_NAME = 'classes_trainingclass' THEN
        SELECT array_agg(n.id) INTO classes FROM new_rows n JOIN old_rows o USING (id)
        WHERE n.withdrawn_at IS DISTINCT FROM o.withdrawn_at;
    ELSE
        EXECUTE 'SELECT array_agg(DISTINCT training_class_id) FROM (' || rows_told || ') r'
            INTO classes;
    END IF;
    IF classes IS NOT NULL THEN PERFORM timetables_occupy(classes); END IF;
    RETURN NULL;
END
$$;

SELECT audit_watch('timetables_union');
ALTER TABLE timetables_union ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON timetables_union FOR SELECT
    USING (timetables_writes(gone_id) OR timetables_writes(into_id));
CREATE POLICY added ON timetables_union FOR INSERT
    WITH CHECK (timetables_writes(gone_id) AND timetables_writes(into_id));
CREATE POLICY changed ON timetables_union FOR UPDATE
    USING (timetables_writes(gone_id)) WITH CHECK (timetables_writes(gone_id));
REVOKE DELETE, TRUNCATE ON timetables_union FROM hientai_app;

-- The people of a class by the decisions that sent them, for who keeps the class: which papers are
-- to be amended when its days change, or its people go elsewhere. `waits` where one is on its way.
CREATE FUNCTION timetables_decided(of_class bigint)
RETURNS TABLE (seat bigint, nomination bigint, sending bigint, unit_id bigint, body text,
               number integer, suffix text, symbol text, issued_on date, first_day date,
               last_day date, waits boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT s.id, r.nomination_id, r.sending_id, f.unit_id, b.name, p.number, p.suffix, p.symbol,
        p.issued_on, lower(s.period), upper(s.period) - 1,
        EXISTS (SELECT FROM decisions_row o WHERE o.seat_id = s.id AND o.state = 'open')
    FROM places_pool k JOIN places_seat s ON s.of_class_id = k.id AND s.state = 'used'
    LEFT JOIN decisions_row r ON r.seat_id = s.id AND r.what = 'sends' AND r.state = 'done'
    LEFT JOIN decisions_sending f ON f.id = r.sending_id
    LEFT JOIN documents_paper p ON p.id = f.paper_id
    LEFT JOIN documents_issuingbody b ON b.id = p.body_id
    WHERE k.training_class_id = of_class AND timetables_writes(of_class)
    ORDER BY p.issued_on, r.sending_id, r.position
$$;
