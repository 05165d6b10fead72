-- Everybody reads the tree, yet behind its wall the planner may not use what it knows of periods: it
-- took 49 of 9,847 versions to hold on a day, and a walk down to a province's units took four
-- seconds. Read through this view, whose owner stands behind no wall, it takes nine milliseconds.
CREATE VIEW organisations_tree AS SELECT * FROM organisations_unitversion;
GRANT SELECT ON organisations_tree TO hientai_app;

CREATE OR REPLACE FUNCTION organisations_subtree(roots bigint[], on_day date) RETURNS SETOF bigint
LANGUAGE sql STABLE AS $$
    WITH RECURSIVE below AS (
        SELECT unnest(roots) AS id
        UNION
        SELECT v.unit_id FROM organisations_tree v JOIN below b ON v.parent_id = b.id
        WHERE v.period @> on_day
    ) SELECT id FROM below
$$;

-- Who followed whom decides how far authority reaches over units that ended.
CREATE TRIGGER succession_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE
ON organisations_succession FOR EACH STATEMENT EXECUTE FUNCTION organisations_raise_mark();
