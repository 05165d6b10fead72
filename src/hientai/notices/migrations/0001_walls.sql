-- A notice says nothing that the trace does not hold already, and reading one changes no figure:
-- none of these tables is watched (each watched change would make every figure be counted anew).
ALTER TABLE notices_notice ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_seen ON notices_notice FOR SELECT
    USING (user_id = (SELECT audit_setting('actor')::bigint));
CREATE POLICY own_read ON notices_notice FOR UPDATE
    USING (user_id = (SELECT audit_setting('actor')::bigint));

ALTER TABLE notices_preference ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON notices_preference USING (user_id = (SELECT audit_setting('actor')::bigint));

-- The worker sends a letter in the scope of its user.
ALTER TABLE notices_mailing ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_seen ON notices_mailing FOR SELECT
    USING (user_id = (SELECT audit_setting('actor')::bigint));
CREATE POLICY own_sent ON notices_mailing FOR UPDATE
    USING (user_id = (SELECT audit_setting('actor')::bigint));

-- The worker writes these as the machine's operator; who looks after the system reads them.
ALTER TABLE notices_jobnote ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen_by_administrators ON notices_jobnote FOR SELECT
    USING (EXISTS (SELECT FROM accounts_units_as('administrator')));
CREATE POLICY written_by_the_operator ON notices_jobnote
    USING ((SELECT audit_setting('actor') IS NULL AND audit_setting('writes_all') = 'on'));

CREATE FUNCTION notices_written_once() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF to_jsonb(OLD) - 'read_at' IS DISTINCT FROM to_jsonb(NEW) - 'read_at' THEN
        RAISE EXCEPTION 'a notice is written once'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'notice_is_written_once';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER written_once BEFORE UPDATE ON notices_notice
    FOR EACH ROW EXECUTE FUNCTION notices_written_once();

-- Tell many users one thing, each in the own language; who was told it under this key before is
-- not told again. Who tells sees nothing of theirs but who was told, and which letters are to go
-- at once (the others have none).
CREATE FUNCTION notices_tell(told_to bigint[], of_kind text, under text, titles jsonb, texts jsonb,
                             leads_to text, on_day date, usual text)
RETURNS TABLE (whose bigint, mailing bigint)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH told AS (
        INSERT INTO notices_notice (user_id, kind, key, title, text, link, "on", made_at)
        SELECT u.id, of_kind, under, coalesce(titles ->> u.language, titles ->> 'vi'),
               coalesce(texts ->> u.language, texts ->> 'vi'), leads_to, on_day, now()
        FROM accounts_user u WHERE u.id = ANY (told_to) AND u.is_active
        ORDER BY u.id
        ON CONFLICT (user_id, kind, key) WHERE NOT (key = '') DO NOTHING
        RETURNING id, user_id
    ), letters AS (
        INSERT INTO notices_mailing (notice_id, user_id, way, state, tries, last_error, made_at)
        SELECT t.id, t.user_id, coalesce(p.mail, usual), 'waiting', 0, '', now()
        FROM told t JOIN accounts_user u ON u.id = t.user_id AND u.email <> ''
        LEFT JOIN notices_preference p ON p.user_id = t.user_id AND p.kind = of_kind
        WHERE coalesce(p.mail, usual) <> 'never'
        RETURNING id, user_id, way
    )
    SELECT t.user_id, l.id FROM told t
    LEFT JOIN letters l ON l.user_id = t.user_id AND l.way = 'at_once'
$$;

-- How many, and nothing else of them: asked for the head of pages that stand outside a scope too.
CREATE FUNCTION notices_unread(who bigint) RETURNS bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT count(*) FROM notices_notice WHERE user_id = who AND read_at IS NULL
$$;

-- Whose digests are due: who got none today. The worker then enters the scope of each.
CREATE FUNCTION notices_digests_due(on_day date) RETURNS SETOF bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT DISTINCT m.user_id FROM notices_mailing m
    JOIN accounts_user u ON u.id = m.user_id AND u.is_active
    WHERE m.way = 'digest' AND m.state IN ('waiting', 'failed') AND NOT EXISTS (
        SELECT FROM notices_mailing d WHERE d.user_id = m.user_id AND d.digest_on = on_day)
$$;

-- What is older than a year is kept no longer; how many that were.
CREATE FUNCTION notices_forget() RETURNS bigint LANGUAGE sql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH gone AS (
        DELETE FROM notices_notice WHERE made_at < now() - interval '365 days' RETURNING id
    ), letters AS (
        DELETE FROM notices_mailing m USING gone WHERE m.notice_id = gone.id
    )
    SELECT count(*) FROM gone
$$;
