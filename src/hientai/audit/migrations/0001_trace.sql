GRANT USAGE ON SCHEMA public TO hientai_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO hientai_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO hientai_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO hientai_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO hientai_app;

-- The trace is written by triggers alone; the application's role can only read it.
REVOKE INSERT, UPDATE, DELETE ON audit_event, audit_mark FROM hientai_app;
REVOKE UPDATE, DELETE ON audit_recordread FROM hientai_app;

ALTER TABLE audit_event ALTER COLUMN at SET DEFAULT now();
ALTER TABLE audit_event ALTER COLUMN transaction SET DEFAULT txid_current();

CREATE FUNCTION audit_setting(name text) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT nullif(current_setting('hientai.' || name, true), '')
$$;

CREATE FUNCTION audit_raise_mark() RETURNS void LANGUAGE sql SECURITY DEFINER
SET search_path = public AS $$
    INSERT INTO audit_mark AS m (backend, count) VALUES (pg_backend_pid(), 1)
    ON CONFLICT (backend) DO UPDATE SET count = m.count + 1;
    -- What this transaction reads from now on may yet be undone: it must not be kept for others.
    SELECT set_config('hientai.raised', 'on', true)
$$;

CREATE FUNCTION audit_data_mark() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public AS $$ SELECT coalesce(sum(count), 0)::bigint FROM audit_mark $$;

CREATE FUNCTION audit_changed(old_row jsonb, new_row jsonb, wanted jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE AS $$
    SELECT jsonb_object_agg(key, wanted -> key) FROM jsonb_object_keys(new_row) AS key
    WHERE old_row -> key IS DISTINCT FROM new_row -> key
$$;

CREATE FUNCTION audit_record() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public AS $$
DECLARE
    author bigint := audit_setting('actor')::bigint;
    label text := coalesce(audit_setting('actor_label'), session_user);
    why text := coalesce(audit_setting('ground'), '');
    part bigint := audit_setting('batch')::bigint;
    touched bigint;
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO audit_event
            (actor_id, actor_label, ground, batch, table_name, row_id, operation)
        SELECT author, label, why, part, TG_TABLE_NAME, n.id, 'I' FROM new_rows n;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO audit_event
            (actor_id, actor_label, ground, batch, table_name, row_id, operation, before)
        SELECT author, label, why, part, TG_TABLE_NAME, o.id, 'D', to_jsonb(o) FROM old_rows o;
    ELSE
        INSERT INTO audit_event
            (actor_id, actor_label, ground, batch, table_name, row_id, operation, before, after)
        SELECT author, label, why, part, TG_TABLE_NAME, o.id, 'U',
               audit_changed(to_jsonb(o), to_jsonb(n), to_jsonb(o)),
               audit_changed(to_jsonb(o), to_jsonb(n), to_jsonb(n))
        FROM old_rows o JOIN new_rows n ON n.id = o.id WHERE to_jsonb(o) <> to_jsonb(n);
    END IF;
    GET DIAGNOSTICS touched = ROW_COUNT;
    IF touched > 0 THEN PERFORM audit_raise_mark(); END IF;
    RETURN NULL;
END
$$;

CREATE FUNCTION audit_watch(watched regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER audit_insert AFTER INSERT ON %s REFERENCING NEW TABLE AS new_rows'
                   ' FOR EACH STATEMENT EXECUTE FUNCTION audit_record()', watched);
    EXECUTE format('CREATE TRIGGER audit_update AFTER UPDATE ON %s REFERENCING OLD TABLE AS old_rows'
                   ' NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit_record()', watched);
    EXECUTE format('CREATE TRIGGER audit_delete AFTER DELETE ON %s REFERENCING OLD TABLE AS old_rows'
                   ' FOR EACH STATEMENT EXECUTE FUNCTION audit_record()', watched);
END
$$;

CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'audit_event is append-only'; END
$$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();

ALTER TABLE audit_event ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_or_all ON audit_event FOR SELECT USING (
    (SELECT audit_setting('all')) = 'on' OR actor_id = (SELECT audit_setting('actor')::bigint));
ALTER TABLE audit_recordread ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads_are_kept ON audit_recordread FOR INSERT WITH CHECK (true);
CREATE POLICY reads_are_seen ON audit_recordread FOR SELECT USING (
    (SELECT audit_setting('all')) = 'on' OR actor_id = (SELECT audit_setting('actor')::bigint));
