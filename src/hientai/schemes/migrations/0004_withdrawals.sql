-- A version taken back: written once, never changed.
SELECT audit_watch('schemes_withdrawal');
REVOKE UPDATE, DELETE ON schemes_withdrawal FROM hientai_app;

-- Who may write for the authority of a scheme amends it; the first version of a scheme is still
-- brought in by who may write everywhere (schemes_scheme is as it was).
CREATE FUNCTION schemes_amends(wanted bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT (SELECT organisations_writes_all()) OR EXISTS (
        SELECT FROM schemes_scheme s WHERE s.id = wanted
          AND s.authority_id IN (SELECT organisations_units_written()))
$$;

DROP POLICY who_adds ON schemes_schemeversion;
CREATE POLICY who_adds ON schemes_schemeversion AS RESTRICTIVE FOR INSERT
    WITH CHECK (schemes_amends(scheme_id));
CREATE POLICY added_for_the_authority ON schemes_schemeversion FOR INSERT
    WITH CHECK (schemes_amends(scheme_id));

DROP POLICY who_adds ON schemes_schemeitem;
CREATE POLICY who_adds ON schemes_schemeitem AS RESTRICTIVE FOR INSERT WITH CHECK (
    schemes_amends((SELECT v.scheme_id FROM schemes_schemeversion v WHERE v.id = version_id)));
CREATE POLICY added_for_the_authority ON schemes_schemeitem FOR INSERT WITH CHECK (
    schemes_amends((SELECT v.scheme_id FROM schemes_schemeversion v WHERE v.id = version_id)));

ALTER TABLE schemes_withdrawal ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen_by_all ON schemes_withdrawal FOR SELECT USING (true);
CREATE POLICY added_for_the_authority ON schemes_withdrawal FOR INSERT WITH CHECK (
    schemes_amends((SELECT v.scheme_id FROM schemes_schemeversion v WHERE v.id = version_id)));
