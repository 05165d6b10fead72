-- The scope of sight: everything, or the units named in the transaction's settings.
CREATE FUNCTION organisations_sees_all() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(audit_setting('all') = 'on', false)
$$;
CREATE FUNCTION organisations_units_seen() RETURNS SETOF bigint LANGUAGE sql STABLE AS $$
    SELECT unnest(audit_setting('units')::bigint[])
$$;

CREATE FUNCTION organisations_subtree(roots bigint[], on_day date) RETURNS SETOF bigint
LANGUAGE sql STABLE AS $$
    WITH RECURSIVE below AS (
        SELECT unnest(roots) AS id
        UNION
        SELECT v.unit_id FROM organisations_unitversion v JOIN below b ON v.parent_id = b.id
        WHERE v.period @> on_day
    ) SELECT id FROM below
$$;

CREATE INDEX unit_roots ON organisations_unitversion (unit_id) WHERE parent_id IS NULL;

-- The tree is no secret among those who signed in; only who answers for all of it changes it.
DO $$
DECLARE watched text;
BEGIN
    FOREACH watched IN ARRAY ARRAY['unit', 'unitversion', 'unitattribute', 'unitevent', 'succession']
    LOOP
        EXECUTE format('ALTER TABLE organisations_%1$s ENABLE ROW LEVEL SECURITY;'
            ' CREATE POLICY everybody_reads ON organisations_%1$s FOR SELECT USING (true);'
            ' CREATE POLICY owner_writes ON organisations_%1$s USING ((SELECT organisations_sees_all()))'
            ' WITH CHECK ((SELECT organisations_sees_all()))', watched);
        PERFORM audit_watch(('organisations_' || watched)::regclass);
    END LOOP;
END $$;
