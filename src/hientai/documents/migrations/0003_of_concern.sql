-- The papers about people of the units seen are looked up by the index once a statement, past the
-- walls so that the wall itself can ask; not compared row by row.
CREATE FUNCTION documents_of_concern() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT id FROM documents_paper
    WHERE state = 'registered' AND concerned && (SELECT documents_units_seen())
$$;
DROP POLICY seen ON documents_paper;
CREATE POLICY seen ON documents_paper FOR SELECT USING (
    (SELECT organisations_sees_all()) OR unit_id IN (SELECT organisations_units_seen())
    OR id IN (SELECT documents_of_concern()));
