CREATE EXTENSION IF NOT EXISTS btree_gist;
SELECT audit_watch(('timetables_' || part)::regclass)
FROM unnest(ARRAY['session', 'teaching', 'learner', 'change', 'feed']) AS part;

-- Who writes the timetable of a class: who opened it, where it is held, and the lead agency above.
CREATE FUNCTION timetables_writes(of_class bigint) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM classes_trainingclass c
        JOIN programmes_institution i ON i.id = c.institution_id
        WHERE c.id = of_class AND (programmes_writes(c.unit_id) OR programmes_writes(i.unit_id)
            OR EXISTS (SELECT FROM accounts_units_as('lead_agency') lead
                       WHERE c.unit_id IN (SELECT organisations_subtree(ARRAY[lead], current_date)))))
$$;
CREATE FUNCTION timetables_classes_taught() RETURNS SETOF bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT DISTINCT s.training_class_id FROM timetables_session s
    JOIN timetables_teaching t ON t.session_id = s.id
    JOIN programmes_lecturer l ON l.id = t.lecturer_id
    WHERE l.person_id = audit_setting('person')::bigint
$$;
-- The classes whose timetable is seen: of the own units and institutions, those the own people
-- learn in, those the reader learns or teaches in.
CREATE FUNCTION timetables_classes_seen() RETURNS SETOF bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT c.id FROM classes_trainingclass c
    JOIN programmes_institution i ON i.id = c.institution_id
    WHERE organisations_sees_all() OR c.unit_id IN (SELECT organisations_units_seen())
        OR c.unit_id IN (SELECT programmes_institutions())
        OR i.unit_id IN (SELECT programmes_institutions())
        OR i.unit_id IN (SELECT organisations_units_seen())
    UNION SELECT l.training_class_id FROM timetables_learner l
    WHERE l.person_id = audit_setting('person')::bigint
        OR l.person_id IN (SELECT people_in_scope())
    UNION SELECT timetables_classes_taught()
$$;

ALTER TABLE timetables_session ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON timetables_session FOR SELECT
    USING (training_class_id IN (SELECT timetables_classes_seen()));
CREATE POLICY added ON timetables_session FOR INSERT
    WITH CHECK (timetables_writes(training_class_id));
CREATE POLICY changed ON timetables_session FOR UPDATE
    USING (timetables_writes(training_class_id)) WITH CHECK (timetables_writes(training_class_id));
REVOKE DELETE, TRUNCATE ON timetables_session FROM hientai_app;

ALTER TABLE timetables_teaching ENABLE ROW LEVEL SECURITY;
CREATE POLICY with_its_session ON timetables_teaching FOR SELECT
    USING (EXISTS (SELECT FROM timetables_session s WHERE s.id = session_id));
CREATE POLICY written ON timetables_teaching
    USING (EXISTS (SELECT FROM timetables_session s
                   WHERE s.id = session_id AND timetables_writes(s.training_class_id)))
    WITH CHECK (EXISTS (SELECT FROM timetables_session s
                        WHERE s.id = session_id AND timetables_writes(s.training_class_id)));

-- Learners: the own people and oneself; all of them by who keeps or teaches the class. Persons come
-- with their seats alone; guests are written by who keeps the class.
ALTER TABLE timetables_learner ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON timetables_learner FOR SELECT USING (
    (SELECT organisations_sees_all()) OR person_id = (SELECT audit_setting('person')::bigint)
    OR person_id IN (SELECT people_in_scope()) OR timetables_writes(training_class_id)
    OR training_class_id IN (SELECT timetables_classes_taught()));
CREATE POLICY guests_added ON timetables_learner FOR INSERT
    WITH CHECK (person_id IS NULL AND timetables_writes(training_class_id));
CREATE POLICY changed ON timetables_learner FOR UPDATE
    USING (timetables_writes(training_class_id)) WITH CHECK (timetables_writes(training_class_id));
REVOKE DELETE, TRUNCATE ON timetables_learner FROM hientai_app;

ALTER TABLE timetables_change ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON timetables_change FOR SELECT USING (timetables_writes(training_class_id));
CREATE POLICY added ON timetables_change FOR INSERT
    WITH CHECK (timetables_writes(training_class_id));
CREATE POLICY undone ON timetables_change FOR UPDATE
    USING (timetables_writes(training_class_id)) WITH CHECK (timetables_writes(training_class_id));
REVOKE DELETE, TRUNCATE ON timetables_change FROM hientai_app;

ALTER TABLE timetables_feed ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON timetables_feed USING (user_id = (SELECT audit_setting('actor')::bigint))
    WITH CHECK (user_id = (SELECT audit_setting('actor')::bigint));
REVOKE DELETE, TRUNCATE ON timetables_feed FROM hientai_app;

-- One row for each room, person and lecturer from outside that a class takes, with all its hours:
-- nobody and nothing is in two classes at once, over all institutions. Derived, written by triggers
-- alone, read through functions alone.
CREATE TABLE timetables_busy (
    class_id bigint NOT NULL REFERENCES classes_trainingclass,
    kind text NOT NULL,
    who bigint NOT NULL,
    hours tstzmultirange NOT NULL,
    PRIMARY KEY (class_id, kind, who),
    CONSTRAINT nobody_is_in_two_places
        EXCLUDE USING gist (kind WITH =, who WITH =, hours WITH &&)
);
CREATE INDEX busy_of_somebody ON timetables_busy (kind, who);
ALTER TABLE timetables_busy ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON timetables_busy FROM hientai_app;

CREATE FUNCTION timetables_occupied(classes bigint[])
RETURNS TABLE (class_id bigint, kind text, who bigint, hours tstzmultirange)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH held AS (
        SELECT s.* FROM timetables_session s JOIN classes_trainingclass c
            ON c.id = s.training_class_id AND c.withdrawn_at IS NULL
        WHERE s.training_class_id = ANY (classes) AND s.state = 'planned'
    ), taken AS (
        SELECT training_class_id, 'room' AS kind, room_id AS who, hours FROM held
        WHERE room_id IS NOT NULL
        UNION ALL
        SELECT h.training_class_id, CASE WHEN l.person_id IS NULL THEN 'lecturer' ELSE 'person' END,
            coalesce(l.person_id, l.id), h.hours
        FROM held h JOIN timetables_teaching t ON t.session_id = h.id
        JOIN programmes_lecturer l ON l.id = t.lecturer_id
        UNION ALL
        SELECT h.training_class_id, 'person', l.person_id, h.hours
        FROM held h JOIN timetables_learner l ON l.training_class_id = h.training_class_id
        JOIN places_seat s ON s.id = l.seat_id AND s.exclusive
        WHERE l.joined_on <= (lower(h.hours) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
            AND (l.left_on IS NULL
                 OR l.left_on > (lower(h.hours) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date)
    )
    SELECT training_class_id, kind, who, range_agg(hours) FROM taken GROUP BY 1, 2, 3
$$;
CREATE FUNCTION timetables_occupy(classes bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    DELETE FROM timetables_busy b WHERE b.class_id = ANY (classes) AND NOT EXISTS (
        SELECT FROM timetables_occupied(classes) o WHERE (o.class_id, o.kind, o.who, o.hours)
            = (b.class_id, b.kind, b.who, b.hours));
    INSERT INTO timetables_busy SELECT o.* FROM timetables_occupied(classes) o
    WHERE NOT EXISTS (SELECT FROM timetables_busy b
                      WHERE (b.class_id, b.kind, b.who) = (o.class_id, o.kind, o.who))
    ORDER BY o.kind, o.who;
END
$$;
CREATE FUNCTION timetables_rows_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    classes bigint[];
    side text := CASE TG_OP WHEN 'DELETE' THEN 'old_rows' ELSE 'new_rows' END;
BEGIN
    IF TG_TABLE_NAME = 'timetables_teaching' THEN
        EXECUTE format('SELECT array_agg(DISTINCT s.training_class_id) FROM %I r'
                       ' JOIN timetables_session s ON s.id = r.session_id', side) INTO classes;
    ELSIF TG_TABLE_NAME = 'classes_trainingclass' THEN
        SELECT array_agg(n.id) INTO classes FROM new_rows n JOIN old_rows o USING (id)
        WHERE n.withdrawn_at IS DISTINCT FROM o.withdrawn_at;
    ELSE
        EXECUTE format('SELECT array_agg(DISTINCT training_class_id) FROM %I', side) INTO classes;
    END IF;
    IF classes IS NOT NULL THEN PERFORM timetables_occupy(classes); END IF;
    RETURN NULL;
END
$$;
DO $$
DECLARE part text;
BEGIN
    FOREACH part IN ARRAY ARRAY['session', 'teaching', 'learner'] LOOP
        EXECUTE format('CREATE TRIGGER busy_added AFTER INSERT ON timetables_%1$s'
            ' REFERENCING NEW TABLE AS new_rows'
            ' FOR EACH STATEMENT EXECUTE FUNCTION timetables_rows_changed();'
            'CREATE TRIGGER busy_changed AFTER UPDATE ON timetables_%1$s'
            ' REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows'
            ' FOR EACH STATEMENT EXECUTE FUNCTION timetables_rows_changed();'
            'CREATE TRIGGER busy_removed AFTER DELETE ON timetables_%1$s'
            ' REFERENCING OLD TABLE AS old_rows'
            ' FOR EACH STATEMENT EXECUTE FUNCTION timetables_rows_changed()', part);
    END LOOP;
END
$$;
CREATE TRIGGER timetable_of_a_withdrawn_class AFTER UPDATE ON classes_trainingclass
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION timetables_rows_changed();

-- Persons learn by their seats: one that is used brings a learner into the class, one that is given
-- back lets the learner go, by the paper that the change is signed with.
CREATE FUNCTION timetables_seat_is_followed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    of_class bigint := (SELECT training_class_id FROM places_pool WHERE id = NEW.of_class_id);
    paper text := coalesce(nullif(audit_setting('ground'), ''), '–');
    gone date := (coalesce(NEW.released_at, now()) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date;
BEGIN
    IF NEW.state = 'used' AND of_class IS NOT NULL THEN
        INSERT INTO timetables_learner (training_class_id, person_id, seat_id, joined_on, joined_by,
                                        name, organisation, contact, left_by)
        VALUES (of_class, NEW.person_id, NEW.id, lower(NEW.period), paper, '', '', '', '')
        ON CONFLICT (seat_id) DO UPDATE SET training_class_id = EXCLUDED.training_class_id,
            person_id = EXCLUDED.person_id,
            joined_on = CASE WHEN OLD.period IS DISTINCT FROM NEW.period THEN EXCLUDED.joined_on
                             ELSE timetables_learner.joined_on END,
            left_on = NULL, left_by = '';
    ELSIF NEW.state = 'released' THEN
        UPDATE timetables_learner SET person_id = NEW.person_id,
            left_on = coalesce(left_on, greatest(joined_on, least(gone, upper(NEW.period)))),
            left_by = CASE WHEN left_on IS NULL THEN paper ELSE left_by END
        WHERE seat_id = NEW.id;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER seat_is_followed AFTER UPDATE ON places_seat FOR EACH ROW
    WHEN (NEW.state IN ('used', 'released') AND (OLD.state, OLD.person_id, OLD.of_class_id, OLD.period)
        IS DISTINCT FROM (NEW.state, NEW.person_id, NEW.of_class_id, NEW.period))
    EXECUTE FUNCTION timetables_seat_is_followed();

-- The learners of a class with their names: all of them for who keeps, teaches or oversees it, else
-- the own people. On a day; without one, everybody who ever learned in it.
CREATE FUNCTION timetables_learners(of_class bigint, on_day date)
RETURNS TABLE (id bigint, person_id bigint, code text, name text, organisation text, contact text,
               joined_on date, joined_by text, left_on date, left_by text, is_exclusive boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH reader AS (
        SELECT timetables_writes(of_class) AS keeps,
            organisations_sees_all() OR timetables_writes(of_class)
            OR of_class IN (SELECT timetables_classes_taught()) AS whole
    )
    SELECT l.id, l.person_id, coalesce(p.code, ''), coalesce(p.name, l.name),
        CASE WHEN p.id IS NULL THEN l.organisation ELSE coalesce(v.name, u.code) END,
        CASE WHEN r.keeps THEN l.contact ELSE '' END,
        l.joined_on, l.joined_by, l.left_on, l.left_by, coalesce(s.exclusive, false)
    FROM reader r CROSS JOIN timetables_learner l
    LEFT JOIN people_person p ON p.id = l.person_id
    LEFT JOIN organisations_unit u ON u.id = p.unit_id
    LEFT JOIN organisations_unitversion v
        ON v.unit_id = u.id AND v.period @> coalesce(on_day, l.joined_on)
    LEFT JOIN places_seat s ON s.id = l.seat_id
    WHERE l.training_class_id = of_class
        AND (on_day IS NULL OR l.joined_on <= on_day AND (l.left_on IS NULL OR on_day < l.left_on))
        AND (r.whole OR l.person_id = audit_setting('person')::bigint
             OR l.person_id IN (SELECT people_in_scope()))
    ORDER BY p.name_key, l.name, l.id
$$;

-- What stands against some hours of a class: the room, lecturers and learners that are elsewhere.
-- Names are those of the own class; of the other class what everybody may know.
CREATE FUNCTION timetables_wanted(
    of_class bigint, spans tstzrange[], rooms bigint[], teach_at integer[], teach_who bigint[],
    with_learners boolean
) RETURNS TABLE (at integer, kind text, who bigint, name text, span tstzrange)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH wish AS (SELECT w.at::integer AS at, w.span, w.room
                  FROM unnest(spans, rooms) WITH ORDINALITY AS w (span, room, at))
    SELECT w.at, 'room', w.room, r.name, w.span FROM wish w JOIN programmes_room r ON r.id = w.room
    UNION ALL
    SELECT w.at, CASE WHEN l.person_id IS NULL THEN 'lecturer' ELSE 'person' END,
        coalesce(l.person_id, l.id), l.name, w.span
    FROM unnest(teach_at, teach_who) AS t (at, who) JOIN wish w ON w.at = t.at
    JOIN programmes_lecturer l ON l.id = t.who
    UNION ALL
    SELECT w.at, 'person', l.person_id, p.name, w.span
    FROM wish w JOIN timetables_learner l ON with_learners AND l.training_class_id = of_class
    JOIN places_seat s ON s.id = l.seat_id AND s.exclusive
    JOIN people_person p ON p.id = l.person_id
    WHERE l.joined_on <= (lower(w.span) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
        AND (l.left_on IS NULL OR l.left_on > (lower(w.span) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date)
$$;
CREATE FUNCTION timetables_clashes(
    of_class bigint, spans tstzrange[], rooms bigint[], teach_at integer[], teach_who bigint[]
) RETURNS TABLE (at integer, kind text, name text, class_code text, class_title text,
                 held_at text, hours tstzrange)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT timetables_writes(of_class) THEN RETURN; END IF;
    RETURN QUERY SELECT w.at, w.kind, w.name, c.code, c.title, coalesce(v.name, u.code),
        (SELECT m FROM unnest(b.hours * w.span::tstzmultirange) m LIMIT 1)
    FROM timetables_wanted(of_class, spans, rooms, teach_at, teach_who, true) w
    JOIN timetables_busy b ON b.kind = w.kind AND b.who = w.who AND b.class_id <> of_class
        AND b.hours && w.span
    JOIN classes_trainingclass c ON c.id = b.class_id
    JOIN programmes_institution i ON i.id = c.institution_id
    JOIN organisations_unit u ON u.id = i.unit_id
    LEFT JOIN organisations_unitversion v ON v.unit_id = u.id AND v.period @> c.starts_on
    ORDER BY w.at, w.kind, w.name LIMIT 200;
END
$$;
-- The hours at which a room, lecturers or some learner of a class are elsewhere: without saying who
-- the learner is.
CREATE FUNCTION timetables_taken(
    of_class bigint, rooms bigint[], lecturers bigint[], during tstzrange
) RETURNS TABLE (kind text, who bigint, hours tstzrange)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT timetables_writes(of_class) THEN RETURN; END IF;
    RETURN QUERY SELECT f.kind, f.who, unnest(b.hours * during::tstzmultirange) FROM (
        SELECT 'room'::text AS kind, r AS who, 'room'::text AS as_kind, r AS as_who
            FROM unnest(rooms) r
        UNION ALL SELECT 'lecturer', l.id,
            CASE WHEN l.person_id IS NULL THEN 'lecturer' ELSE 'person' END,
            coalesce(l.person_id, l.id)
            FROM programmes_lecturer l WHERE l.id = ANY (lecturers)
        UNION ALL SELECT 'learner', 0, 'person', l.person_id FROM timetables_learner l
            JOIN places_seat s ON s.id = l.seat_id AND s.exclusive
            WHERE l.training_class_id = of_class AND l.left_on IS NULL
    ) f JOIN timetables_busy b ON b.kind = f.as_kind AND b.who = f.as_who
        AND b.class_id <> of_class AND b.hours && during;
END
$$;
-- The days of a class reach over its sessions.
CREATE FUNCTION timetables_stretch(of_class bigint, first_day date, last_day date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT timetables_writes(of_class) THEN
        RAISE insufficient_privilege USING MESSAGE = 'the class is kept by others';
    END IF;
    UPDATE classes_trainingclass SET starts_on = first_day, ends_on = last_day
    WHERE id = of_class AND (starts_on, ends_on) <> (first_day, last_day);
END
$$;
-- What a secret address shows: the sessions of its class, lecturer or person, and nothing else.
CREATE FUNCTION timetables_of_feed(secret text)
RETURNS TABLE (feed_kind text, about text, session bigint, edition integer, changed_at timestamptz,
               hours tstzrange, title text, class_code text, class_title text, room text,
               place text, held_at text, lecturers text, note text, state text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH feed AS (SELECT f.* FROM timetables_feed f JOIN accounts_user a ON a.id = f.user_id
                  WHERE f.secret_hash = secret AND f.revoked_at IS NULL AND a.is_active)
    SELECT f.kind, coalesce(k.title, fl.name, fp.name), s.id, s.edition, s.changed_at, s.hours,
        coalesce(nullif(t.title, ''), nullif(s.title, ''), c.title), c.code, c.title,
        coalesce(r.name, ''), s.place, coalesce(i.address, ''),
        coalesce((SELECT string_agg(g.name, ', ' ORDER BY g.id) FROM timetables_teaching g
                  WHERE g.session_id = s.id), ''), s.note, s.state
    FROM feed f
    LEFT JOIN classes_trainingclass k ON k.id = f.training_class_id
    LEFT JOIN programmes_lecturer fl ON fl.id = f.lecturer_id
    LEFT JOIN people_person fp ON fp.id = f.person_id
    LEFT JOIN timetables_session s ON s.training_class_id = f.training_class_id
        OR s.id IN (SELECT g.session_id FROM timetables_teaching g JOIN programmes_lecturer gl
                    ON gl.id = g.lecturer_id WHERE gl.id = f.lecturer_id
                        OR gl.person_id = coalesce(f.person_id, fl.person_id))
        OR s.training_class_id IN (SELECT l.training_class_id FROM timetables_learner l
            WHERE l.person_id = f.person_id
                AND l.joined_on <= (lower(s.hours) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
                AND (l.left_on IS NULL
                     OR l.left_on > (lower(s.hours) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date))
    LEFT JOIN classes_trainingclass c ON c.id = s.training_class_id
    LEFT JOIN programmes_institution i ON i.id = c.institution_id
    LEFT JOIN programmes_topic t ON t.id = s.topic_id
    LEFT JOIN programmes_room r ON r.id = s.room_id
    ORDER BY s.hours
$$;
REVOKE ALL ON FUNCTION timetables_occupied(bigint[]), timetables_occupy(bigint[]),
    timetables_wanted(bigint, tstzrange[], bigint[], integer[], bigint[], boolean),
    timetables_rows_changed(), timetables_seat_is_followed() FROM PUBLIC, hientai_app;
