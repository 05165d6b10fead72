SELECT audit_watch('schemes_scheme');
SELECT audit_watch('schemes_schemeversion');
SELECT audit_watch('schemes_schemeitem');

-- A version is never changed or removed, only followed by another.
REVOKE UPDATE, DELETE ON schemes_schemeversion, schemes_schemeitem FROM hientai_app;

-- Everybody who is signed in may read schemes; only full sight may bring one in.
ALTER TABLE schemes_scheme ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen_by_all ON schemes_scheme FOR SELECT USING (true);
CREATE POLICY written_in_full_sight ON schemes_scheme
    USING ((SELECT organisations_sees_all())) WITH CHECK ((SELECT organisations_sees_all()));
ALTER TABLE schemes_schemeversion ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen_by_all ON schemes_schemeversion FOR SELECT USING (true);
CREATE POLICY written_in_full_sight ON schemes_schemeversion
    FOR INSERT WITH CHECK ((SELECT organisations_sees_all()));
ALTER TABLE schemes_schemeitem ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen_by_all ON schemes_schemeitem FOR SELECT USING (true);
CREATE POLICY written_in_full_sight ON schemes_schemeitem
    FOR INSERT WITH CHECK ((SELECT organisations_sees_all()));
