-- Former codes hang on a person as every part of the record does.
ALTER TABLE people_formercode ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_people ON people_formercode
    USING ((SELECT organisations_sees_all()) OR person_id IN (SELECT people_in_scope()));
SELECT organisations_bar_writing('people_formercode',
    '(SELECT organisations_writes_all()) OR person_id IN (SELECT people_in_written_scope())');

-- A code that leads to somebody already is given to nobody else.
CREATE FUNCTION people_code_is_nobodys() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE taken text;
BEGIN
    EXECUTE 'SELECT min(f.code) FROM new_rows n JOIN people_formercode f ON f.code = n.code' INTO taken;
    IF taken IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'unique_violation', CONSTRAINT = 'code_is_nobodys',
            TABLE = 'people_person', MESSAGE = format('the code %s is a former one of somebody', taken);
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER code_is_nobodys AFTER INSERT ON people_person
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION people_code_is_nobodys();

-- A pair is seen and decided by who sees, and writes, both.
ALTER TABLE people_toldapart ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_people ON people_toldapart
    USING ((SELECT organisations_sees_all()) OR (first_id IN (SELECT people_in_scope())
           AND second_id IN (SELECT people_in_scope())));
SELECT organisations_bar_writing('people_toldapart',
    '(SELECT organisations_writes_all()) OR (first_id IN (SELECT people_in_written_scope())'
    ' AND second_id IN (SELECT people_in_written_scope()))');

-- A merger holds the images of both; once they are apart again, who sees both sees it.
ALTER TABLE people_merger ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_people ON people_merger
    USING ((SELECT organisations_sees_all()) OR (kept_id IN (SELECT people_in_scope())
           AND (undone_at IS NULL OR merged_id IN (SELECT people_in_scope()))));
SELECT organisations_bar_writing('people_merger',
    '(SELECT organisations_writes_all()) OR kept_id IN (SELECT people_in_written_scope())');

-- A move is seen by both sides. The one that lets go writes and withdraws it, the other refuses it;
-- to accept it is a function, for it writes on both sides of the wall.
ALTER TABLE people_move ENABLE ROW LEVEL SECURITY;
CREATE POLICY both_sides ON people_move FOR SELECT USING ((SELECT organisations_sees_all())
    OR from_unit_id IN (SELECT organisations_units_seen())
    OR to_unit_id IN (SELECT organisations_units_seen())
    OR person_id IN (SELECT people_in_scope()));
CREATE POLICY proposed ON people_move FOR INSERT WITH CHECK (state = 'pending'
    AND ((SELECT organisations_writes_all())
         OR (from_unit_id IN (SELECT organisations_units_written())
             AND person_id IN (SELECT people_in_written_scope()))));
CREATE POLICY decided ON people_move FOR UPDATE USING ((SELECT organisations_writes_all())
    OR from_unit_id IN (SELECT organisations_units_written())
    OR to_unit_id IN (SELECT organisations_units_written())
    OR person_id IN (SELECT people_in_written_scope()))
    WITH CHECK ((SELECT organisations_writes_all())
    OR (state = 'withdrawn' AND from_unit_id IN (SELECT organisations_units_written()))
    OR (state = 'refused' AND to_unit_id IN (SELECT organisations_units_written()))
    OR person_id IN (SELECT people_in_written_scope()));
REVOKE DELETE ON people_move FROM hientai_app;

CREATE FUNCTION people_move_keeps_its_course() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    same boolean := (to_jsonb(NEW) - 'person_id') = (to_jsonb(OLD) - 'person_id');
    told boolean := OLD.state = 'pending'
        AND (NEW.state = 'withdrawn' AND (organisations_writes_all()
                OR OLD.from_unit_id IN (SELECT organisations_units_written()))
            OR NEW.state = 'refused' AND (organisations_writes_all()
                OR OLD.to_unit_id IN (SELECT organisations_units_written())))
        AND (to_jsonb(NEW) - '{state,decided_at,decided_by,reason}'::text[])
            = (to_jsonb(OLD) - '{state,decided_at,decided_by,reason}'::text[]);
BEGIN
    IF current_user = 'hientai_app' AND NOT same AND NOT told THEN
        RAISE insufficient_privilege USING MESSAGE = 'a move is decided once, by the side it waits for';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER keeps_its_course BEFORE UPDATE ON people_move
    FOR EACH ROW EXECUTE FUNCTION people_move_keeps_its_course();

-- Accept a move: who may write at the receiving unit lets the main post end there and begin here.
CREATE FUNCTION people_accept_move(move bigint, on_day date) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    m people_move;
    held people_post;
BEGIN
    SELECT * INTO m FROM people_move WHERE id = move FOR UPDATE;
    IF m.id IS NULL OR NOT (organisations_writes_all()
                            OR m.to_unit_id IN (SELECT organisations_units_written())) THEN
        RAISE insufficient_privilege USING MESSAGE = 'only the receiving unit accepts a move';
    END IF;
    PERFORM FROM people_person WHERE id = m.person_id FOR UPDATE;
    SELECT * INTO held FROM people_post
        WHERE person_id = m.person_id AND kind = 'main' AND period @> m."on";
    IF m.state <> 'pending' THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'move_is_pending';
    ELSIF held.id IS NULL OR held.unit_id <> m.from_unit_id OR lower(held.period) >= m."on" THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'move_finds_the_post';
    ELSIF EXISTS (SELECT FROM people_post WHERE person_id = m.person_id AND kind = 'main'
                  AND lower(period) > m."on") THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'move_is_the_last_post';
    ELSIF NOT EXISTS (SELECT FROM organisations_unitversion
                      WHERE unit_id = m.to_unit_id AND period @> m."on") THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'move_to_a_unit_of_the_day';
    END IF;
    UPDATE people_post SET period = daterange(lower(period), m."on") WHERE id = held.id;
    INSERT INTO people_post (person_id, unit_id, kind, category, title, position, fields, period)
        VALUES (m.person_id, m.to_unit_id, 'main', m.category, m.title, m.position, m.fields,
                daterange(m."on", NULL));
    UPDATE people_person SET unit_id = m.to_unit_id WHERE id = m.person_id AND m."on" <= on_day;
    UPDATE people_move SET state = 'accepted', decided_at = now(), decided_by = coalesce(
        audit_setting('label'), audit_setting('actor_label'), session_user) WHERE id = m.id;
END
$$;

SELECT audit_watch(('people_' || part)::regclass)
FROM unnest(ARRAY['formercode', 'toldapart', 'merger', 'move']) AS part;
