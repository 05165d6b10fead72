-- Tables that no figure of the register rests on are watched aside: each change is kept as of every
-- other table, but what is kept in memory of the figures stays good. A changed row is read as data
-- once, however much it holds.
CREATE OR REPLACE FUNCTION audit_record() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    author bigint := audit_setting('actor')::bigint;
    label text := CASE WHEN author IS NOT NULL THEN audit_setting('label') END;
    stead bigint := audit_setting('acting_for')::bigint;
    why text := coalesce(audit_setting('ground'), '');
    part bigint := audit_setting('batch')::bigint;
    touched bigint;
BEGIN
    author := coalesce(author, nullif(current_setting('hientai.actor', true), '')::bigint);
    label := coalesce(label, audit_setting('actor_label'), session_user);
    IF TG_OP = 'INSERT' THEN
        INSERT INTO audit_event
            (actor_id, actor_label, acting_for, ground, batch, table_name, row_id, operation)
        SELECT author, label, stead, why, part, TG_TABLE_NAME, n.id, 'I' FROM new_rows n;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO audit_event
            (actor_id, actor_label, acting_for, ground, batch, table_name, row_id, operation,
             before)
        SELECT author, label, stead, why, part, TG_TABLE_NAME, o.id, 'D', to_jsonb(o)
        FROM old_rows o;
    ELSE
        -- Put together anew each time: a statement that is kept would count on as many rows as
        -- changed when this session first saw it, and join thousands row by row.
        EXECUTE 'INSERT INTO audit_event (actor_id, actor_label, acting_for, ground, batch,'
            '    table_name, row_id, operation, before, after)'
            ' SELECT $1, $2, $3, $4, $5, $6, d.id, ''U'', c.before, c.after'
            ' FROM (SELECT o.id, to_jsonb(o) AS was, to_jsonb(n) AS now'
            '       FROM old_rows o JOIN new_rows n ON n.id = o.id OFFSET 0) d'
            ' CROSS JOIN LATERAL ('
            '     SELECT jsonb_object_agg(k.key, k.value) AS before,'
            '            jsonb_object_agg(k.key, d.now -> k.key) AS after'
            '     FROM jsonb_each(d.was) k WHERE k.value IS DISTINCT FROM d.now -> k.key) c'
            ' WHERE d.was <> d.now'
            USING author, label, stead, why, part, TG_TABLE_NAME;
    END IF;
    GET DIAGNOSTICS touched = ROW_COUNT;
    IF touched > 0 AND TG_NARGS = 0 THEN PERFORM audit_raise_mark(); END IF;
    RETURN NULL;
END
$$;

CREATE FUNCTION audit_watch_aside(watched regclass) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER audit_insert AFTER INSERT ON %s REFERENCING NEW TABLE AS new_rows'
                   ' FOR EACH STATEMENT EXECUTE FUNCTION audit_record(''aside'')', watched);
    EXECUTE format('CREATE TRIGGER audit_update AFTER UPDATE ON %s REFERENCING OLD TABLE AS old_rows'
                   ' NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_record(''aside'')',
                   watched);
    EXECUTE format('CREATE TRIGGER audit_delete AFTER DELETE ON %s REFERENCING OLD TABLE AS old_rows'
                   ' FOR EACH STATEMENT EXECUTE FUNCTION audit_record(''aside'')', watched);
END
$$;
REVOKE ALL ON FUNCTION audit_watch_aside(regclass) FROM PUBLIC, hientai_app;
