-- Who checked in is in the trace like every other row; no figure of the register rests on it.
SELECT audit_watch_aside(('attendance_' || part)::regclass)
FROM unnest(ARRAY['roll', 'mark', 'claim', 'excuse', 'rule']) AS part;

-- Who writes the roll of a session: who keeps its class, who teaches it.
CREATE FUNCTION attendance_writes(of_session bigint) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM timetables_session s WHERE s.id = of_session
        AND (timetables_writes(s.training_class_id) OR EXISTS (
            SELECT FROM timetables_teaching t JOIN programmes_lecturer l ON l.id = t.lecturer_id
            WHERE t.session_id = s.id AND l.person_id = audit_setting('person')::bigint)))
$$;
-- Nobody writes an own mark or decides on an own claim or leave, whatever else they may do.
CREATE FUNCTION attendance_is_own(of_learner bigint) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM timetables_learner l WHERE l.id = of_learner
                   AND l.person_id = audit_setting('person')::bigint)
$$;
CREATE FUNCTION attendance_keeps(of_learner bigint) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM timetables_learner l WHERE l.id = of_learner
                   AND timetables_writes(l.training_class_id))
$$;
-- The learners of a class of whom the reader is told: all of them by who keeps, teaches or oversees
-- it, else oneself and the own people.
CREATE FUNCTION attendance_told_of(of_class bigint) RETURNS SETOF bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH reader AS (SELECT organisations_sees_all() OR timetables_writes(of_class)
                        OR of_class IN (SELECT timetables_classes_taught()) AS whole)
    SELECT l.id FROM reader r CROSS JOIN timetables_learner l
    WHERE l.training_class_id = of_class AND (r.whole
        OR l.person_id = audit_setting('person')::bigint
        OR EXISTS (SELECT FROM people_within w WHERE w.id = l.person_id))
$$;
CREATE FUNCTION attendance_is_told(of_learner bigint) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM timetables_learner l WHERE l.id = of_learner
        AND (l.person_id = audit_setting('person')::bigint OR timetables_writes(l.training_class_id)
             OR l.training_class_id IN (SELECT timetables_classes_taught())
             OR EXISTS (SELECT FROM people_within w WHERE w.id = l.person_id)))
$$;

DO $$
DECLARE part text;
BEGIN
    FOREACH part IN ARRAY ARRAY['roll', 'mark', 'claim', 'excuse', 'rule'] LOOP
        EXECUTE format('ALTER TABLE attendance_%1$s ENABLE ROW LEVEL SECURITY;'
                       ' REVOKE DELETE, TRUNCATE ON attendance_%1$s FROM hientai_app', part);
    END LOOP;
END $$;
CREATE POLICY with_its_session ON attendance_roll FOR SELECT
    USING (EXISTS (SELECT FROM timetables_session s WHERE s.id = session_id));
CREATE POLICY opened ON attendance_roll FOR INSERT WITH CHECK (attendance_writes(session_id));
CREATE POLICY changed ON attendance_roll FOR UPDATE
    USING (attendance_writes(session_id)) WITH CHECK (attendance_writes(session_id));

CREATE POLICY seen ON attendance_mark FOR SELECT
    USING ((SELECT organisations_sees_all()) OR attendance_is_told(learner_id));
CREATE POLICY added ON attendance_mark FOR INSERT
    WITH CHECK (attendance_writes(session_id) AND NOT attendance_is_own(learner_id));
CREATE POLICY changed ON attendance_mark FOR UPDATE
    USING (attendance_writes(session_id) AND NOT attendance_is_own(learner_id))
    WITH CHECK (attendance_writes(session_id) AND NOT attendance_is_own(learner_id));

CREATE POLICY seen ON attendance_claim FOR SELECT
    USING ((SELECT organisations_sees_all()) OR attendance_is_told(learner_id));
CREATE POLICY decided ON attendance_claim FOR UPDATE
    USING (attendance_writes(session_id) AND NOT attendance_is_own(learner_id))
    WITH CHECK (attendance_writes(session_id) AND NOT attendance_is_own(learner_id));
REVOKE INSERT ON attendance_claim FROM hientai_app;

-- A paper on somebody's health is seen by who keeps the class and by oneself.
CREATE POLICY seen ON attendance_excuse FOR SELECT
    USING (attendance_is_own(learner_id) OR attendance_keeps(learner_id));
CREATE POLICY asked ON attendance_excuse FOR INSERT
    WITH CHECK (attendance_keeps(learner_id) OR attendance_is_own(learner_id) AND state = 'asked');
CREATE POLICY decided ON attendance_excuse FOR UPDATE
    USING (attendance_keeps(learner_id)) WITH CHECK (attendance_keeps(learner_id));

CREATE POLICY everybody_reads ON attendance_rule FOR SELECT USING (true);
CREATE POLICY added ON attendance_rule FOR INSERT
    WITH CHECK (programmes_writes_institution(institution_id));
REVOKE UPDATE ON attendance_rule FROM hientai_app;

-- A roll that was closed stays closed.
CREATE FUNCTION attendance_roll_stands() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF OLD.state = 'closed' AND to_jsonb(OLD) <> to_jsonb(NEW)
        OR OLD.session_id <> NEW.session_id THEN
        RAISE EXCEPTION 'a closed roll stays as it is'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'roll_stays_closed';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER stands BEFORE UPDATE ON attendance_roll
    FOR EACH ROW EXECUTE FUNCTION attendance_roll_stands();

-- A mark is of a learner of the class on the day of a session that stands. After its roll was closed
-- it is written on a ground alone, and by no code. The roll is held until the end, so that it is not
-- closed meanwhile.
CREATE FUNCTION attendance_mark_stands() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    held record;
    broken text;
BEGIN
    SELECT s.state, s.periods, r.state AS roll, EXISTS (
            SELECT FROM timetables_learner l WHERE l.id = NEW.learner_id
            AND l.training_class_id = s.training_class_id AND l.joined_on <= d.day
            AND (l.left_on IS NULL OR d.day < l.left_on)) AS learns
        INTO held FROM timetables_session s JOIN attendance_roll r ON r.session_id = s.id
        CROSS JOIN LATERAL (SELECT (lower(s.hours) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day) d
        WHERE s.id = NEW.session_id FOR SHARE OF r;
    broken := CASE
        WHEN held.state IS NULL OR held.state <> 'planned' THEN 'mark_on_the_roll_of_a_session'
        WHEN NOT held.learns THEN 'mark_of_a_learner_of_that_day'
        WHEN NEW.missed > held.periods THEN 'missed_within_the_session'
        WHEN TG_OP = 'UPDATE' AND (NEW.session_id, NEW.learner_id) <> (OLD.session_id, OLD.learner_id)
            THEN 'mark_stays_where_it_is'
        WHEN held.roll = 'closed' AND (NEW.ground = '' OR NEW.how = 'code')
            THEN 'closed_roll_needs_a_ground' END;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'this mark cannot stand'
            USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER stands BEFORE INSERT OR UPDATE ON attendance_mark
    FOR EACH ROW EXECUTE FUNCTION attendance_mark_stands();

-- Leave is decided once, and by another than who asks for it.
CREATE FUNCTION attendance_excuse_stands() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    broken text;
BEGIN
    broken := CASE
        WHEN NEW.state <> 'asked' AND attendance_is_own(NEW.learner_id)
            THEN 'leave_is_decided_by_another'
        WHEN TG_OP = 'UPDATE' AND (OLD.state <> 'asked' OR NEW.learner_id <> OLD.learner_id)
            THEN 'leave_is_decided_once'
        WHEN NEW.session_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM timetables_session s JOIN timetables_learner l
                ON l.training_class_id = s.training_class_id
            WHERE s.id = NEW.session_id AND l.id = NEW.learner_id)
            THEN 'leave_from_a_session_of_the_class' END;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'this leave cannot stand'
            USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER stands BEFORE INSERT OR UPDATE ON attendance_excuse
    FOR EACH ROW EXECUTE FUNCTION attendance_excuse_stands();

-- Codes: six digits of a keyed digest of the half minute, of a secret that each roll has and that
-- no role of the application reads.
CREATE TABLE attendance_secret (
    session_id bigint PRIMARY KEY REFERENCES timetables_session,
    secret bytea NOT NULL CHECK (length(secret) = 32)
);
ALTER TABLE attendance_secret ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON attendance_secret FROM PUBLIC, hientai_app;
CREATE UNLOGGED TABLE attendance_tries (
    person_id bigint PRIMARY KEY,
    slot bigint NOT NULL,
    wrong integer NOT NULL
);
ALTER TABLE attendance_tries ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON attendance_tries FROM PUBLIC, hientai_app;

CREATE FUNCTION attendance_roll_opened() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    INSERT INTO attendance_secret VALUES (NEW.session_id,
        sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));
    RETURN NULL;
END
$$;
CREATE TRIGGER opened AFTER INSERT ON attendance_roll
    FOR EACH ROW EXECUTE FUNCTION attendance_roll_opened();

CREATE FUNCTION attendance_step(moment timestamptz) RETURNS bigint LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT floor(extract(epoch FROM moment) / 30)::bigint
$$;
CREATE FUNCTION attendance_code(secret bytea, of_session bigint, step bigint) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT lpad((('x' || encode(substr(sha256(secret || int8send(of_session) || int8send(step)), 1, 7),
                                'hex'))::bit(56)::bigint % 1000000)::text, 6, '0')
$$;
-- The codes of a roll, for who writes it.
CREATE FUNCTION attendance_codes(of_session bigint) RETURNS TABLE (step bigint, code text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT attendance_writes(of_session) THEN
        RAISE insufficient_privilege USING MESSAGE = 'the session is taught and kept by others';
    END IF;
    RETURN QUERY SELECT n, attendance_code(k.secret, of_session, n)
        FROM attendance_roll r JOIN attendance_secret k USING (session_id)
        CROSS JOIN LATERAL generate_series(attendance_step(r.codes_since),
            least(attendance_step(r.codes_until), attendance_step(r.codes_since) + 2000)) n
        WHERE r.session_id = of_session AND r.state = 'open';
END
$$;

-- A learner checks in with the own phone: the only way to an own mark. A code that is shown now
-- counts at once; one that was shown when the phone says it was read waits for the lecturer.
CREATE FUNCTION attendance_check_in(
    wanted text, of_session bigint, read_at timestamptz, phone_id text
) RETURNS TABLE (outcome text, met bigint, noted timestamptz) LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    me CONSTANT bigint := audit_setting('person')::bigint;
    here CONSTANT timestamptz := clock_timestamp();
    told CONSTANT timestamptz := least(coalesce(read_at, here), here);
    grace CONSTANT interval := '30 seconds';
    this_slot CONSTANT bigint := floor(extract(epoch FROM here) / 600);
    one record;
    any_open boolean := false;
    shown_before boolean := false;
BEGIN
    IF me IS NULL THEN
        RETURN QUERY SELECT 'nobody', NULL::bigint, NULL::timestamptz;
        RETURN;
    END IF;
    IF EXISTS (SELECT FROM attendance_tries t
               WHERE t.person_id = me AND t.slot = this_slot AND t.wrong >= 10) THEN
        RETURN QUERY SELECT 'too_often', NULL::bigint, NULL::timestamptz;
        RETURN;
    END IF;
    FOR one IN
        SELECT s.id, l.id AS learner, k.secret, r.codes_since - grace AS since,
            r.codes_until + grace AS until
        FROM timetables_learner l
        JOIN timetables_session s ON s.training_class_id = l.training_class_id
            AND s.state = 'planned' AND (of_session IS NULL OR s.id = of_session)
        JOIN attendance_roll r ON r.session_id = s.id
        JOIN attendance_secret k ON k.session_id = s.id
        CROSS JOIN LATERAL (SELECT (lower(s.hours) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day) d
        WHERE l.person_id = me AND l.joined_on <= d.day AND (l.left_on IS NULL OR d.day < l.left_on)
            AND (here BETWEEN r.codes_since - grace AND r.codes_until + grace
                 OR told BETWEEN r.codes_since - grace AND r.codes_until + grace)
    LOOP
        any_open := true;
        IF here BETWEEN one.since AND one.until AND wanted IN (
            attendance_code(one.secret, one.id, attendance_step(here)),
            attendance_code(one.secret, one.id, attendance_step(here) - 1)) THEN
            RETURN QUERY SELECT * FROM attendance_take(one.id, one.learner, here, here, true, phone_id);
            RETURN;
        ELSIF told BETWEEN one.since AND one.until AND wanted IN (
            SELECT attendance_code(one.secret, one.id, attendance_step(told) + n)
            FROM generate_series(-1, 1) n) THEN
            RETURN QUERY SELECT * FROM attendance_take(one.id, one.learner, told, here, false, phone_id);
            RETURN;
        END IF;
        shown_before := shown_before OR wanted IN (
            SELECT attendance_code(one.secret, one.id, attendance_step(here) - n)
            FROM generate_series(2, 40) n);
    END LOOP;
    INSERT INTO attendance_tries AS t VALUES (me, this_slot, 1) ON CONFLICT (person_id) DO UPDATE
        SET slot = EXCLUDED.slot,
            wrong = CASE WHEN t.slot = EXCLUDED.slot THEN t.wrong + 1 ELSE 1 END;
    RETURN QUERY SELECT CASE
        WHEN of_session IS NOT NULL AND NOT EXISTS (
            SELECT FROM timetables_session s JOIN timetables_learner l
                ON l.training_class_id = s.training_class_id
            WHERE s.id = of_session AND l.person_id = me) THEN 'not_a_learner'
        WHEN shown_before THEN 'old_code'
        WHEN EXISTS (SELECT FROM attendance_roll r JOIN attendance_secret k USING (session_id)
            WHERE r.state = 'open' AND here BETWEEN r.codes_since AND r.codes_until + grace
                AND wanted IN (attendance_code(k.secret, r.session_id, attendance_step(here)),
                               attendance_code(k.secret, r.session_id, attendance_step(here) - 1)))
            THEN 'other_session'
        WHEN any_open THEN 'wrong' ELSE 'none_open' END, NULL::bigint, NULL::timestamptz;
END
$$;

-- What a right code does: a mark, or a claim that waits. Whoever came first is told again.
CREATE FUNCTION attendance_take(
    of_session bigint, of_learner bigint, read_at timestamptz, here timestamptz, is_shown boolean,
    phone_id text
) RETURNS TABLE (outcome text, met bigint, noted timestamptz) LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    roll attendance_roll;
    before attendance_mark;
    hours tstzrange := (SELECT s.hours FROM timetables_session s WHERE s.id = of_session);
    reason text;
    state_then text := 'present';
BEGIN
    SELECT * INTO roll FROM attendance_roll r WHERE r.session_id = of_session FOR SHARE;
    SELECT * INTO before FROM attendance_mark m
        WHERE m.session_id = of_session AND m.learner_id = of_learner;
    IF before.state IN ('present', 'late', 'left_early') THEN
        RETURN QUERY SELECT 'already', of_session, before.at;
        RETURN;
    ELSIF roll.state = 'closed' AND is_shown THEN
        RETURN QUERY SELECT 'closed', of_session, NULL::timestamptz;
        RETURN;
    END IF;
    reason := CASE WHEN NOT is_shown THEN 'sent_late'
        WHEN before.id IS NOT NULL THEN 'marked_absent'
        WHEN phone_id <> '' AND EXISTS (
            SELECT FROM attendance_mark m WHERE m.session_id = of_session
                AND m.phone = phone_id AND m.learner_id <> of_learner
            UNION ALL SELECT FROM attendance_claim c WHERE c.session_id = of_session
                AND c.phone = phone_id AND c.learner_id <> of_learner) THEN 'same_phone' END;
    IF reason IS NOT NULL THEN
        INSERT INTO attendance_claim AS c (session_id, learner_id, told_at, received_at, cause, phone,
                                           state, decided_by)
        VALUES (of_session, of_learner, read_at, here, reason, phone_id, 'waiting', '')
        ON CONFLICT (session_id, learner_id) DO NOTHING;
        RETURN QUERY SELECT CASE c.state WHEN 'refused' THEN 'refused' ELSE 'claimed' END,
            of_session, c.told_at FROM attendance_claim c
            WHERE c.session_id = of_session AND c.learner_id = of_learner;
        RETURN;
    END IF;
    IF here > lower(hours) + make_interval(mins => roll.late_after) AND here <= upper(hours) THEN
        state_then := 'late';
    END IF;
    INSERT INTO attendance_mark AS m (session_id, learner_id, state, missed, how, at, by, ground, phone)
    VALUES (of_session, of_learner, state_then, 0, 'code', here,
            coalesce(audit_setting('label'), ''), '', phone_id)
    ON CONFLICT (session_id, learner_id) DO NOTHING RETURNING m.* INTO before;
    IF before.id IS NULL THEN
        RETURN QUERY SELECT 'already', of_session, m.at FROM attendance_mark m
            WHERE m.session_id = of_session AND m.learner_id = of_learner;
        RETURN;
    END IF;
    UPDATE attendance_claim SET state = 'confirmed', decided_at = here
        WHERE session_id = of_session AND learner_id = of_learner AND state = 'waiting';
    RETURN QUERY SELECT state_then, of_session, here;
END
$$;
REVOKE ALL ON FUNCTION attendance_take(bigint, bigint, timestamptz, timestamptz, boolean, text),
    attendance_code(bytea, bigint, bigint) FROM PUBLIC, hientai_app;

-- The marks of a class as far as the reader is told of its learners: asked once, not row by row.
CREATE FUNCTION attendance_marks(of_class bigint) RETURNS TABLE (
    session_id bigint, learner_id bigint, state text, missed smallint, how text, at timestamptz,
    by text, ground text, excuse_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT m.session_id, m.learner_id, m.state, m.missed, m.how, m.at, m.by, m.ground, m.excuse_id
    FROM attendance_mark m JOIN timetables_session s ON s.id = m.session_id
    WHERE s.training_class_id = of_class AND s.state = 'planned'
        AND m.learner_id IN (SELECT attendance_told_of(of_class))
$$;
-- Who is on leave at a session, for who writes its roll: no reason, no paper.
CREATE FUNCTION attendance_on_leave(of_session bigint) RETURNS TABLE (learner bigint, excuse bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT e.learner_id, min(e.id) FROM timetables_session s
    JOIN timetables_learner l ON l.training_class_id = s.training_class_id
    JOIN attendance_excuse e ON e.learner_id = l.id AND e.state = 'accepted'
        AND (e.session_id = s.id OR e.session_id IS NULL
             AND (lower(s.hours) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
                 BETWEEN e.first_on AND e.last_on)
    WHERE s.id = of_session AND attendance_writes(of_session) GROUP BY e.learner_id
$$;
-- What a session is called to who learns in its class.
CREATE FUNCTION attendance_called(of_session bigint) RETURNS text LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce(nullif(s.title, ''), t.title, '') || ' · '
        || to_char(lower(s.hours) AT TIME ZONE 'Asia/Ho_Chi_Minh', 'DD/MM/YYYY HH24:MI')
    FROM timetables_session s LEFT JOIN programmes_topic t ON t.id = s.topic_id
    WHERE s.id = of_session AND EXISTS (SELECT FROM timetables_learner l
        WHERE l.training_class_id = s.training_class_id
            AND l.person_id = audit_setting('person')::bigint)
$$;
