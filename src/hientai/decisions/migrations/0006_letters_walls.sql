-- A letter is seen with its paper, by who sees the unit that wrote it and by who has its list; it is
-- written once, by that unit.
ALTER TABLE decisions_letter ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON decisions_letter FOR SELECT USING (
    (SELECT organisations_sees_all()) OR unit_id IN (SELECT organisations_units_seen())
    OR list_id IN (SELECT nominations_lists_seen())
    OR paper_id IN (SELECT documents_of_concern()));
CREATE POLICY unit_drafts ON decisions_letter FOR INSERT WITH CHECK (
    (SELECT organisations_writes_all()) OR unit_id IN (SELECT organisations_units_written()));
REVOKE UPDATE, DELETE, TRUNCATE ON decisions_letter FROM hientai_app;
SELECT audit_watch_aside('decisions_letter');

-- A registered paper about somebody is that person's paper too.
CREATE FUNCTION decisions_papers_about_me() RETURNS SETOF bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT s.paper_id FROM decisions_row r JOIN decisions_sending s ON s.id = r.sending_id
    WHERE r.person_id = audit_setting('person')::bigint AND r.state = 'done'
$$;
CREATE POLICY the_person ON documents_paper FOR SELECT USING (
    state = 'registered' AND id IN (SELECT decisions_papers_about_me()));
