-- Nothing that a person does or undergoes begins before birth, whichever of the two is written last.
-- The first argument of the triggers is the first day of a row `t` of the table.
CREATE FUNCTION people_begins_after_birth() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE early boolean;
BEGIN
    EXECUTE format('SELECT EXISTS (SELECT FROM new_rows t JOIN people_person p ON p.id = t.person_id'
                   ' WHERE %s <= p.birth_date)', TG_ARGV[0]) INTO early;
    IF early THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'begins_after_birth',
            TABLE = TG_TABLE_NAME, MESSAGE = 'something begins before birth: begins_after_birth';
    END IF;
    RETURN NULL;
END
$$;
CREATE FUNCTION people_birth_before() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE late boolean;
BEGIN
    EXECUTE format('SELECT EXISTS (SELECT FROM new_rows n JOIN old_rows o USING (id)'
                   ' JOIN %1$I t ON t.person_id = n.id'
                   ' WHERE n.birth_date IS DISTINCT FROM o.birth_date AND %2$s <= n.birth_date)',
                   TG_ARGV[1], TG_ARGV[0]) INTO late;
    IF late THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'begins_after_birth',
            TABLE = TG_TABLE_NAME, MESSAGE = 'something begins before birth: begins_after_birth';
    END IF;
    RETURN NULL;
END
$$;
CREATE FUNCTION people_after_birth(child regclass, first_day text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER begins_after_birth_insert AFTER INSERT ON %1$s'
        ' REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT'
        ' EXECUTE FUNCTION people_begins_after_birth(%2$L);'
        ' CREATE TRIGGER begins_after_birth_update AFTER UPDATE ON %1$s'
        ' REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT'
        ' EXECUTE FUNCTION people_begins_after_birth(%2$L);'
        ' CREATE TRIGGER birth_before_%1$s AFTER UPDATE ON people_person'
        ' REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT'
        ' EXECUTE FUNCTION people_birth_before(%2$L, %1$L)', child, first_day);
END
$$;
REVOKE ALL ON FUNCTION people_after_birth(regclass, text) FROM PUBLIC, hientai_app;
SELECT people_after_birth(('people_' || part)::regclass, 'lower(t.period)')
FROM unnest(ARRAY['post', 'grade', 'discipline', 'plannedtitle']) AS part;
