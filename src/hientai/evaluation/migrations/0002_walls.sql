-- What a form asks and what is done about it is in the trace. Ballots, marks of used tokens and
-- free texts are not, by design: see docs/evaluation.md.
SELECT audit_watch(('evaluation_' || part)::regclass)
FROM unnest(ARRAY['templateversion', 'form', 'line', 'result', 'use', 'action']) AS part;
SELECT people_restrict('evaluation_use');

-- Who has to do with a class: the unit that opened it and the institution that holds it; who sees
-- these reads the whole of its evaluation, who writes for them opens forms.
CREATE FUNCTION evaluation_units_of(class bigint) RETURNS SETOF bigint
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT c.unit_id FROM classes_trainingclass c WHERE c.id = class
    UNION
    SELECT i.unit_id FROM classes_trainingclass c
    JOIN programmes_institution i ON i.id = c.institution_id WHERE c.id = class
$$;
CREATE FUNCTION evaluation_reads(class bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT (SELECT organisations_sees_all())
        OR EXISTS (SELECT FROM evaluation_units_of(class) u (id) WHERE programmes_sees(u.id))
$$;
CREATE FUNCTION evaluation_writes(class bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT (SELECT organisations_writes_all())
        OR EXISTS (SELECT FROM evaluation_units_of(class) u (id) WHERE programmes_writes(u.id))
$$;
-- The same for many at once: the classes, and their forms, of which the reader sees the whole.
CREATE FUNCTION evaluation_classes_read() RETURNS SETOF bigint
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    WITH seen (id) AS (SELECT organisations_units_seen() UNION SELECT programmes_institutions())
    SELECT c.id FROM classes_trainingclass c JOIN programmes_institution i ON i.id = c.institution_id
    WHERE c.unit_id IN (SELECT id FROM seen) OR i.unit_id IN (SELECT id FROM seen)
$$;
CREATE FUNCTION evaluation_forms_read() RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT f.id FROM evaluation_form f
    WHERE f.training_class_id IN (SELECT evaluation_classes_read())
$$;
CREATE FUNCTION evaluation_form_read(wanted bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM evaluation_form f
                   WHERE f.id = wanted AND evaluation_reads(f.training_class_id))
$$;
CREATE FUNCTION evaluation_form_written(wanted bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM evaluation_form f
                   WHERE f.id = wanted AND evaluation_writes(f.training_class_id))
$$;

-- The forms of the reader's own: as a lecturer asked about, as a learner asked.
CREATE FUNCTION evaluation_my_lecturers() RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT l.id FROM programmes_lecturer l WHERE l.person_id = audit_setting('person')::bigint
$$;
CREATE FUNCTION evaluation_taught_by_me() RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT l.form_id FROM evaluation_line l WHERE l.lecturer_id IN (SELECT evaluation_my_lecturers())
$$;
CREATE FUNCTION evaluation_my_lines() RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT l.id FROM evaluation_line l WHERE l.lecturer_id IN (SELECT evaluation_my_lecturers())
$$;
CREATE FUNCTION evaluation_my_classes() RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT p.training_class_id FROM places_seat s JOIN places_pool p ON p.id = s.of_class_id
    WHERE s.state = 'used' AND s.person_id = audit_setting('person')::bigint
$$;

DO $$
DECLARE part text;
BEGIN
    FOREACH part IN ARRAY ARRAY['templateversion', 'form', 'line', 'result', 'remark', 'use', 'action']
    LOOP
        EXECUTE format('ALTER TABLE evaluation_%1$s ENABLE ROW LEVEL SECURITY;'
                       ' REVOKE DELETE, TRUNCATE ON evaluation_%1$s FROM hientai_app', part);
    END LOOP;
END $$;
CREATE POLICY everybody_reads ON evaluation_templateversion FOR SELECT USING (true);
CREATE POLICY owner_adds ON evaluation_templateversion FOR INSERT
    WITH CHECK ((SELECT organisations_writes_all()));
REVOKE UPDATE ON evaluation_templateversion FROM hientai_app;

CREATE POLICY seen ON evaluation_form FOR SELECT USING (
    (SELECT organisations_sees_all()) OR training_class_id IN (SELECT evaluation_classes_read())
    OR id IN (SELECT evaluation_taught_by_me())
    OR training_class_id IN (SELECT evaluation_my_classes()));
CREATE POLICY added ON evaluation_form FOR INSERT WITH CHECK (evaluation_writes(training_class_id));
CREATE POLICY changed ON evaluation_form FOR UPDATE
    USING (evaluation_writes(training_class_id)) WITH CHECK (evaluation_writes(training_class_id));

CREATE POLICY seen ON evaluation_line FOR SELECT USING (
    (SELECT organisations_sees_all()) OR form_id IN (SELECT evaluation_forms_read())
    OR lecturer_id IN (SELECT evaluation_my_lecturers()));
CREATE POLICY added ON evaluation_line FOR INSERT WITH CHECK (evaluation_form_written(form_id));
CREATE POLICY seen ON evaluation_result FOR SELECT USING (
    (SELECT organisations_sees_all()) OR form_id IN (SELECT evaluation_forms_read())
    OR line_id IN (SELECT evaluation_my_lines()));
CREATE POLICY added ON evaluation_result FOR INSERT WITH CHECK (evaluation_form_written(form_id));
CREATE POLICY seen ON evaluation_remark FOR SELECT USING (
    (SELECT organisations_sees_all()) OR form_id IN (SELECT evaluation_forms_read()));
CREATE POLICY added ON evaluation_remark FOR INSERT WITH CHECK (evaluation_form_written(form_id));
REVOKE UPDATE ON evaluation_line, evaluation_result, evaluation_remark FROM hientai_app;

CREATE POLICY own_people ON evaluation_use FOR SELECT
    USING ((SELECT organisations_sees_all()) OR person_id IN (SELECT people_in_scope()));
CREATE POLICY asked ON evaluation_use FOR INSERT WITH CHECK ((SELECT organisations_writes_all()));
CREATE POLICY answered ON evaluation_use FOR UPDATE
    USING ((SELECT organisations_writes_all()) OR person_id IN (SELECT people_in_written_scope()))
    WITH CHECK ((SELECT organisations_writes_all())
                OR person_id IN (SELECT people_in_written_scope()));

CREATE POLICY seen ON evaluation_action FOR SELECT USING (
    (SELECT organisations_sees_all()) OR form_id IN (SELECT evaluation_forms_read()) OR owner_id = (SELECT audit_setting('actor')::bigint)
    OR lecturer_id IN (SELECT evaluation_my_lecturers()));
CREATE POLICY added ON evaluation_action FOR INSERT WITH CHECK (evaluation_form_written(form_id));
CREATE POLICY changed ON evaluation_action FOR UPDATE
    USING (evaluation_form_written(form_id) OR owner_id = (SELECT audit_setting('actor')::bigint))
    WITH CHECK (true);

-- A result stands as it was counted, a form that was counted or withdrawn stays as it is.
CREATE FUNCTION evaluation_stands() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF OLD.state <> 'open' AND to_jsonb(OLD) <> to_jsonb(NEW) THEN
        RAISE EXCEPTION 'a form that was counted or withdrawn stays as it is'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'evaluation_stands';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER stands BEFORE UPDATE ON evaluation_form
    FOR EACH ROW EXECUTE FUNCTION evaluation_stands();
CREATE FUNCTION evaluation_counted_once() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'what was counted stays as it is'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'evaluation_stands';
END
$$;
CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON evaluation_result
    FOR EACH ROW EXECUTE FUNCTION evaluation_counted_once();
CREATE TRIGGER stands BEFORE UPDATE OR DELETE ON evaluation_remark
    FOR EACH ROW EXECUTE FUNCTION evaluation_counted_once();

-- While a form is open its ballots lie sealed under a key that is not in the database, made with
-- the salt of the lock; the mark of a used token says that it was used and nothing more. There is
-- no author, no day, no counter; when the form is counted all three are gone.
CREATE TABLE evaluation_lock (
    form_id bigint PRIMARY KEY,
    salt bytea NOT NULL CHECK (length(salt) = 32)
);
CREATE TABLE evaluation_spent (
    mark bytea PRIMARY KEY CHECK (length(mark) = 32),
    form_id bigint NOT NULL
);
CREATE INDEX evaluation_spent_of_a_form ON evaluation_spent (form_id);
CREATE TABLE evaluation_box (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    form_id bigint NOT NULL,
    sealed bytea NOT NULL
);
CREATE INDEX evaluation_box_of_a_form ON evaluation_box (form_id);
ALTER TABLE evaluation_lock ENABLE ROW LEVEL SECURITY;
ALTER TABLE evaluation_spent ENABLE ROW LEVEL SECURITY;
ALTER TABLE evaluation_box ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON evaluation_lock, evaluation_spent, evaluation_box FROM PUBLIC, hientai_app;

CREATE FUNCTION evaluation_lock_made() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    INSERT INTO evaluation_lock VALUES (NEW.id,
        sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));
    RETURN NULL;
END
$$;
CREATE TRIGGER lock_made AFTER INSERT ON evaluation_form
    FOR EACH ROW EXECUTE FUNCTION evaluation_lock_made();
CREATE FUNCTION evaluation_salt(form bigint) RETURNS bytea LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT salt FROM evaluation_lock WHERE form_id = form
$$;

-- What a form asks, for whoever holds a token: no scope is needed and none is given.
CREATE FUNCTION evaluation_paper(wanted bigint, on_day date)
RETURNS TABLE (title text, class_title text, most integer, blank integer, closes_on date,
               lines jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT f.template, c.title, (f.rules #>> '{most,value}')::integer,
           (f.rules #>> '{blank,value}')::integer, f.closes_on,
           (SELECT jsonb_agg(jsonb_build_object('position', l.position, 'object', l.object,
                'indicator', l.indicator, 'topic', l.topic_title, 'lecturer', l.lecturer_name)
                ORDER BY l.position) FROM evaluation_line l WHERE l.form_id = f.id)
    FROM evaluation_form f JOIN classes_trainingclass c ON c.id = f.training_class_id
    WHERE f.id = wanted AND f.state = 'open' AND on_day BETWEEN f.opens_on AND f.closes_on
$$;

-- One answer: the token is spent and the sealed ballot kept, both or neither. The form is held
-- so that none comes in while it is counted; those who answer at once do not wait for each other.
CREATE FUNCTION evaluation_drop(form bigint, told bytea, ballot bytea, on_day date) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM FROM evaluation_form f WHERE f.id = form AND f.state = 'open'
        AND on_day BETWEEN f.opens_on AND f.closes_on FOR SHARE;
    IF NOT FOUND THEN RETURN 'closed'; END IF;
    INSERT INTO evaluation_spent VALUES (told, form) ON CONFLICT (mark) DO NOTHING;
    IF NOT FOUND THEN RETURN 'spent'; END IF;
    INSERT INTO evaluation_box (form_id, sealed) VALUES (form, ballot);
    RETURN 'kept';
END
$$;
CREATE FUNCTION evaluation_is_spent(told bytea) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM evaluation_spent WHERE mark = told)
$$;
CREATE FUNCTION evaluation_answered(form bigint) RETURNS bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT count(*) FROM evaluation_spent WHERE form_id = form AND evaluation_form_read(form)
$$;

-- The box is emptied once, after the last day, by who writes the form: ballots in no order; fewer
-- than five leave it unread.
CREATE FUNCTION evaluation_empty(form bigint, on_day date, fewest integer)
RETURNS TABLE (received bigint, sealed bytea) LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    held evaluation_form;
    came bigint;
BEGIN
    SELECT * INTO held FROM evaluation_form f WHERE f.id = form FOR UPDATE;
    IF held.id IS NULL OR NOT evaluation_writes(held.training_class_id)
        OR held.state <> 'open' OR on_day <= held.closes_on THEN
        RAISE insufficient_privilege USING MESSAGE = 'this form is not to be counted';
    END IF;
    SELECT count(*) INTO came FROM evaluation_box b WHERE b.form_id = form;
    RETURN QUERY SELECT came, b.sealed FROM evaluation_box b
        WHERE b.form_id = form AND came >= greatest(fewest, 5) ORDER BY gen_random_uuid();
    IF NOT FOUND THEN RETURN QUERY SELECT came, NULL::bytea; END IF;
    PERFORM evaluation_burn(form);
END
$$;
CREATE FUNCTION evaluation_burn(form bigint) RETURNS void LANGUAGE sql
SET search_path = pg_catalog, public, pg_temp AS $$
    DELETE FROM evaluation_box WHERE form_id = form;
    DELETE FROM evaluation_spent WHERE form_id = form;
    DELETE FROM evaluation_lock WHERE form_id = form;
$$;
CREATE FUNCTION evaluation_burnt() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM evaluation_burn(NEW.id);
    RETURN NULL;
END
$$;
CREATE TRIGGER burnt AFTER UPDATE ON evaluation_form FOR EACH ROW
    WHEN (NEW.state = 'withdrawn') EXECUTE FUNCTION evaluation_burnt();

-- The learners of a class, known to who writes its evaluation: how many, how many of them cannot
-- sign in, and who (by number alone).
CREATE FUNCTION evaluation_learners(class bigint) RETURNS SETOF bigint LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT evaluation_writes(class) THEN
        RAISE insufficient_privilege USING MESSAGE = 'the class is another unit''s';
    END IF;
    RETURN QUERY SELECT s.person_id FROM places_seat s JOIN places_pool p ON p.id = s.of_class_id
        WHERE p.training_class_id = class AND s.state = 'used' ORDER BY s.person_id;
END
$$;
CREATE FUNCTION evaluation_without_account(class bigint) RETURNS bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT count(*) FROM evaluation_learners(class) one (id) WHERE one.id NOT IN (
        SELECT person FROM (SELECT accounts_person_of(u.id) AS person FROM accounts_user u
            WHERE u.is_active AND EXISTS (SELECT FROM accounts_roleassignment r
                WHERE r.user_id = u.id AND r.role IN ('learner', 'lecturer'))) known
        WHERE person IS NOT NULL)
$$;
-- The names of a class's learners as hashes under the salt of the form: a text is looked through
-- for them by the server and never told to the database.
CREATE FUNCTION evaluation_names(form bigint) RETURNS SETOF bytea LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT sha256(l.salt || convert_to(one.name_folded, 'UTF8'))
    FROM evaluation_lock l JOIN evaluation_form f ON f.id = l.form_id
    JOIN places_pool p ON p.training_class_id = f.training_class_id
    JOIN places_seat s ON s.of_class_id = p.id AND s.state = 'used'
    JOIN people_person one ON one.id = s.person_id
    WHERE l.form_id = form
$$;
-- What superiors said of the use, by unit: no person.
CREATE FUNCTION evaluation_uses(since date, until date)
RETURNS TABLE (unit_id bigint, form_id bigint, asked bigint, answered bigint, sums bigint[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT u.unit_id, u.form_id, count(*), count(u.answered_on),
           ARRAY(SELECT sum(score) FROM evaluation_use o, unnest(o.scores) WITH ORDINALITY s (score, at)
                 WHERE o.unit_id = u.unit_id AND o.form_id = u.form_id
                 GROUP BY s.at ORDER BY s.at)
    FROM evaluation_use u
    WHERE u.asked_on >= since AND u.asked_on < until
      AND (evaluation_form_read(u.form_id) OR u.unit_id IN (SELECT organisations_units_seen()))
    GROUP BY u.unit_id, u.form_id
$$;
