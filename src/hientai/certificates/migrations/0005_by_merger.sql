-- Two records of one person become one: where both told one turn, or one degree, what names the one
-- that gave way names the other. Nothing else of a certificate changes.
DO $$
DECLARE told record;
BEGIN
    FOR told IN SELECT * FROM (VALUES
        ('certificates_certificate_stands', '''person_id'', ''state''', '''person_id'', ''turn_id'', ''state'''),
        ('certificates_entry_stands', '(to_jsonb(OLD) - ''person_id'') <> (to_jsonb(NEW) - ''person_id'')',
            '(to_jsonb(OLD) - ''person_id'' - ''turn_id'') <> (to_jsonb(NEW) - ''person_id'' - ''turn_id'')'),
        ('certificates_outside_stands', 'NEW.state <> ''waiting''',
            'NEW.state <> ''waiting'' AND NOT certificates_comes_back(to_jsonb(NEW))')
    ) AS changed (name, was, becomes)
    LOOP
        IF position(told.was IN pg_get_functiondef(told.name::regproc)) = 0 THEN
            RAISE EXCEPTION '% is not as it was', told.name;
        END IF;
        EXECUTE replace(pg_get_functiondef(told.name::regproc), told.was, told.becomes);
    END LOOP;
END
$$;
CREATE FUNCTION certificates_comes_back(row_now jsonb) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM people_merger m
        WHERE (row_now ->> 'person_id')::bigint IN (m.merged_id, m.kept_id)
          AND m.before -> 'certificates_outside' @> jsonb_build_array(row_now))
$$;
CREATE FUNCTION certificates_turn_by_merger() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM training_turn t WHERE t.id = OLD.turn_id) AND NOT EXISTS (
        SELECT FROM training_turn was
        JOIN people_merger m ON was.person_id IN (m.kept_id, m.merged_id)
        JOIN training_turn is_now ON is_now.person_id IN (m.kept_id, m.merged_id)
        WHERE was.id = OLD.turn_id AND is_now.id = NEW.turn_id)
    THEN
        RAISE EXCEPTION 'a certificate changes its turn where two records become one, or part again'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'certificate_changes_turn_by_merger';
    END IF;
    RETURN NULL;
END
$$;
-- A scan recorded for both is recorded once.
GRANT DELETE ON certificates_outside TO hientai_app;
CREATE FUNCTION certificates_outside_stays() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM people_person WHERE id = OLD.person_id) AND NOT EXISTS (
        SELECT FROM certificates_outside o
        WHERE o.person_id = OLD.person_id AND o.digest = OLD.digest) THEN
        RAISE insufficient_privilege USING MESSAGE = 'what was recorded stays';
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER outside_stays AFTER DELETE ON certificates_outside
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (current_user = 'hientai_app')
    EXECUTE FUNCTION certificates_outside_stays();
REVOKE ALL ON FUNCTION certificates_turn_by_merger(), certificates_outside_stays(),
    certificates_comes_back(jsonb)
    FROM PUBLIC, hientai_app;
GRANT EXECUTE ON FUNCTION certificates_comes_back(jsonb) TO hientai_app;
CREATE CONSTRAINT TRIGGER turn_by_merger AFTER UPDATE ON certificates_certificate
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.turn_id IS DISTINCT FROM NEW.turn_id)
    EXECUTE FUNCTION certificates_turn_by_merger();
CREATE CONSTRAINT TRIGGER turn_by_merger AFTER UPDATE ON certificates_entry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.turn_id IS DISTINCT FROM NEW.turn_id)
    EXECUTE FUNCTION certificates_turn_by_merger();
