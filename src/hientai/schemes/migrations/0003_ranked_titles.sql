-- Rows of the table of equivalent titles: read by all, written by who may write for the scheme's
-- authority; what was written stays, and only its end is noted.
SELECT audit_watch('schemes_rankedtitle');

ALTER TABLE schemes_rankedtitle ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen_by_all ON schemes_rankedtitle FOR SELECT USING (true);
CREATE POLICY added_for_the_authority ON schemes_rankedtitle FOR INSERT WITH CHECK (
    (SELECT organisations_writes_all()) OR EXISTS (
        SELECT FROM schemes_scheme s WHERE s.id = scheme_id
          AND s.authority_id IN (SELECT organisations_units_written())));
CREATE POLICY ended_for_the_authority ON schemes_rankedtitle FOR UPDATE USING (
    (SELECT organisations_writes_all()) OR EXISTS (
        SELECT FROM schemes_scheme s WHERE s.id = scheme_id
          AND s.authority_id IN (SELECT organisations_units_written())));

REVOKE UPDATE, DELETE ON schemes_rankedtitle FROM hientai_app;
GRANT UPDATE (revoked_at, revoked_by, revoked_ground) ON schemes_rankedtitle TO hientai_app;
