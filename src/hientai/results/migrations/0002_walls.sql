DO $$
DECLARE watched text;
BEGIN
    FOREACH watched IN ARRAY ARRAY['part', 'work', 'batch', 'grade', 'objection', 'outcome']
    LOOP
        EXECUTE format('ALTER TABLE results_%s ENABLE ROW LEVEL SECURITY', watched);
        EXECUTE format('REVOKE DELETE, TRUNCATE ON results_%s FROM hientai_app', watched);
        PERFORM audit_watch_aside(('results_' || watched)::regclass);
    END LOOP;
END $$;
REVOKE UPDATE ON results_work, results_batch, results_grade, results_outcome FROM hientai_app;

-- The reader as a learner, in whichever class.
CREATE FUNCTION results_me() RETURNS SETOF bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT id FROM timetables_learner WHERE person_id = audit_setting('person')::bigint
$$;
-- Whether a learner is one of the own people: what a unit sees of them.
CREATE FUNCTION results_own_person(of_learner bigint) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM timetables_learner l JOIN people_within w ON w.id = l.person_id
                   WHERE l.id = of_learner)
$$;
-- Who grades a part: who keeps its class; of lecturers the one named for it, else who teaches its
-- topic, or the class where it is of no topic.
CREATE FUNCTION results_teaches(of_part bigint) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT audit_setting('person') IS NOT NULL AND EXISTS (SELECT FROM results_part p
        JOIN programmes_lecturer l ON l.person_id = audit_setting('person')::bigint
        WHERE p.id = of_part AND (p.lecturer_id = l.id OR p.lecturer_id IS NULL AND EXISTS (
            SELECT FROM timetables_session s JOIN timetables_teaching t ON t.session_id = s.id
            WHERE s.training_class_id = p.training_class_id AND s.state = 'planned'
                AND t.lecturer_id = l.id AND (p.topic_id IS NULL OR s.topic_id = p.topic_id))))
$$;
CREATE FUNCTION results_keeps_part(of_part bigint) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM results_part p
                   WHERE p.id = of_part AND timetables_writes(p.training_class_id))
$$;
CREATE FUNCTION results_grades(of_part bigint) RETURNS boolean LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT results_keeps_part(of_part) OR results_teaches(of_part)
$$;
CREATE FUNCTION results_class_of(of_learner bigint) RETURNS bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT training_class_id FROM timetables_learner WHERE id = of_learner
$$;
CREATE FUNCTION results_is_published(of_part bigint) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM results_part WHERE id = of_part AND published_on IS NOT NULL)
$$;
CREATE FUNCTION results_is_concluded(of_learner bigint) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM results_outcome WHERE learner_id = of_learner)
$$;

CREATE POLICY seen ON results_part FOR SELECT
    USING (training_class_id IN (SELECT timetables_classes_seen()));
CREATE POLICY added ON results_part FOR INSERT WITH CHECK (timetables_writes(training_class_id));
CREATE POLICY changed ON results_part FOR UPDATE
    USING (timetables_writes(training_class_id)) WITH CHECK (timetables_writes(training_class_id));

-- Works: the learner, who grades them. Nobody else, however much is seen otherwise.
CREATE POLICY seen ON results_work FOR SELECT USING (
    learner_id IN (SELECT results_me()) OR results_grades(part_id));
CREATE POLICY added ON results_work FOR INSERT WITH CHECK (
    learner_id IN (SELECT results_me()) OR results_grades(part_id));

CREATE POLICY seen ON results_batch FOR SELECT USING (
    (SELECT organisations_sees_all()) OR timetables_writes(training_class_id)
    OR training_class_id IN (SELECT timetables_classes_taught()));
CREATE POLICY added ON results_batch FOR INSERT WITH CHECK (
    timetables_writes(training_class_id)
    OR training_class_id IN (SELECT timetables_classes_taught())
    OR EXISTS (SELECT FROM results_part p WHERE p.training_class_id = results_batch.training_class_id
               AND results_teaches(p.id)));

-- Marks: the learner once they are published, who grades the part, who oversees everything.
CREATE POLICY seen ON results_grade FOR SELECT USING (
    (SELECT organisations_sees_all())
    OR learner_id IN (SELECT results_me()) AND results_is_published(part_id)
    OR results_grades(part_id));
CREATE POLICY added ON results_grade FOR INSERT WITH CHECK (results_grades(part_id));

CREATE POLICY seen ON results_objection FOR SELECT USING (
    EXISTS (SELECT FROM results_grade g WHERE g.id = grade_id));
CREATE POLICY added ON results_objection FOR INSERT WITH CHECK (
    EXISTS (SELECT FROM results_grade g WHERE g.id = grade_id
            AND (g.learner_id IN (SELECT results_me()) OR results_keeps_part(g.part_id))));
CREATE POLICY decided ON results_objection FOR UPDATE USING (
    EXISTS (SELECT FROM results_grade g WHERE g.id = grade_id
            AND (g.learner_id IN (SELECT results_me()) OR results_keeps_part(g.part_id))));

-- Outcomes: the learner, the own people, who keeps or teaches the class, who oversees everything.
CREATE POLICY seen ON results_outcome FOR SELECT USING (
    (SELECT organisations_sees_all()) OR learner_id IN (SELECT results_me())
    OR results_own_person(learner_id)
    OR timetables_writes(results_class_of(learner_id))
    OR results_class_of(learner_id) IN (SELECT timetables_classes_taught()));
CREATE POLICY added ON results_outcome FOR INSERT
    WITH CHECK (timetables_writes(results_class_of(learner_id)));

-- A part that was marked keeps its scale, kind and class; one that is published stays published.
CREATE FUNCTION results_part_stands() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.training_class_id <> OLD.training_class_id
        OR OLD.published_on IS NOT NULL AND NEW.published_on IS DISTINCT FROM OLD.published_on
        OR (NEW.scale, NEW.attempts < OLD.attempts, NEW.withdrawn_on IS NOT NULL)
            IS DISTINCT FROM (OLD.scale, false, OLD.withdrawn_on IS NOT NULL)
        AND EXISTS (SELECT FROM results_grade g WHERE g.part_id = NEW.id AND g.what <> 'taken_back'
                    AND NOT EXISTS (SELECT FROM results_grade n WHERE n.follows_id = g.id))
    THEN
        RAISE EXCEPTION 'a part that was marked stays as it is'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'marked_part_stands';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER part_stands BEFORE UPDATE ON results_part
    FOR EACH ROW EXECUTE FUNCTION results_part_stands();

CREATE FUNCTION results_belongs(of_part bigint, of_learner bigint, attempt smallint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM results_part p JOIN timetables_learner l
        ON l.training_class_id = p.training_class_id
        WHERE p.id = of_part AND l.id = of_learner AND p.withdrawn_on IS NULL
            AND results_belongs.attempt BETWEEN 1 AND p.attempts)
$$;
CREATE FUNCTION results_work_stands() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT results_belongs(NEW.part_id, NEW.learner_id, NEW.attempt) THEN
        RAISE EXCEPTION 'a work is of a learner of the class'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'work_is_of_the_class';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER work_stands BEFORE INSERT ON results_work
    FOR EACH ROW EXECUTE FUNCTION results_work_stands();

-- A mark lies on the scale of a part of the learner's class and follows the one that stood; who
-- gave it is who has signed in. After the conclusion who keeps the class corrects marks, alone.
CREATE FUNCTION results_grade_stands() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    NEW.grader := coalesce(audit_setting('actor')::bigint, NEW.grader);
    IF NOT results_belongs(NEW.part_id, NEW.learner_id, NEW.attempt)
        OR NEW.points > (SELECT p.scale FROM results_part p WHERE p.id = NEW.part_id)
        OR NEW.follows_id IS NOT NULL AND NOT EXISTS (SELECT FROM results_grade g
            WHERE g.id = NEW.follows_id AND (g.part_id, g.learner_id, g.attempt)
                = (NEW.part_id, NEW.learner_id, NEW.attempt)) THEN
        RAISE EXCEPTION 'a mark lies on the scale of a part of the class'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'mark_is_of_the_class';
    END IF;
    IF results_is_concluded(NEW.learner_id)
        AND NOT timetables_writes(results_class_of(NEW.learner_id)) THEN
        RAISE EXCEPTION 'the results of this learner are concluded'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'concluded_marks_are_the_keepers';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER grade_stands BEFORE INSERT ON results_grade
    FOR EACH ROW EXECUTE FUNCTION results_grade_stands();

-- An objection is against a mark that stands; whoever gave that mark, or one it follows, does not
-- decide it. What was decided stays; the learner may only withdraw.
CREATE FUNCTION results_gave(of_grade bigint, who bigint) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH RECURSIVE chain AS (
        SELECT id, follows_id, grader FROM results_grade WHERE id = of_grade
        UNION ALL SELECT g.id, g.follows_id, g.grader FROM results_grade g
            JOIN chain c ON g.id = c.follows_id
    ) SELECT EXISTS (SELECT FROM chain WHERE grader = who)
$$;
CREATE FUNCTION results_objection_stands() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    facts text[] := ARRAY['state', 'decider', 'decided_by', 'decided_on', 'answer', 'new_grade_id'];
    against results_grade;
BEGIN
    SELECT * INTO against FROM results_grade WHERE id = NEW.grade_id;
    IF TG_OP = 'INSERT' THEN
        NEW.grader := against.grader;
        IF NEW.state <> 'waiting' OR against.what = 'taken_back'
            OR NOT results_is_published(against.part_id)
            OR EXISTS (SELECT FROM results_grade g WHERE g.follows_id = NEW.grade_id) THEN
            RAISE EXCEPTION 'an objection is against a published mark that stands'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'objection_is_against_a_mark';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.state IN ('upheld', 'changed') THEN
        NEW.decider := coalesce(audit_setting('actor')::bigint, NEW.decider);
        IF results_gave(NEW.grade_id, NEW.decider) THEN
            RAISE EXCEPTION 'who gave the mark does not decide'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'objection_is_decided_by_another';
        END IF;
    END IF;
    IF OLD.state <> 'waiting' OR (to_jsonb(OLD) - facts) <> (to_jsonb(NEW) - facts)
        OR NEW.state <> 'withdrawn' AND NOT results_keeps_part(against.part_id)
        OR NEW.state = 'changed' AND NOT EXISTS (SELECT FROM results_grade g
            WHERE g.id = NEW.new_grade_id AND g.follows_id = NEW.grade_id) THEN
        RAISE EXCEPTION 'an objection is decided once, by who keeps the class'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'objection_takes_its_steps';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER objection_stands BEFORE INSERT OR UPDATE ON results_objection
    FOR EACH ROW EXECUTE FUNCTION results_objection_stands();

-- An outcome follows the one that stood.
CREATE FUNCTION results_outcome_stands() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.follows_id IS NOT NULL AND NOT EXISTS (SELECT FROM results_outcome o
        WHERE o.id = NEW.follows_id AND o.learner_id = NEW.learner_id) THEN
        RAISE EXCEPTION 'an outcome follows one of the same learner'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'outcome_follows_its_own';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER outcome_stands BEFORE INSERT ON results_outcome
    FOR EACH ROW EXECUTE FUNCTION results_outcome_stands();

-- The turn of the seat is what the outcome says, at once; who concludes need not see the record.
CREATE FUNCTION results_follow_outcomes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    UPDATE training_turn t SET
        result = CASE n.state WHEN 'completed' THEN 'completed'
                              WHEN 'not_completed' THEN 'failed' ELSE 'studying' END,
        ends_on = CASE n.state WHEN 'unknown' THEN t.ends_on
                               ELSE greatest(t.starts_on, n.ends_on) END
    FROM new_rows n JOIN timetables_learner l ON l.id = n.learner_id
    JOIN places_seat s ON s.id = l.seat_id AND s.state = 'used'
    WHERE t.id = s.turn_id AND t.result IN ('studying', 'completed', 'failed')
        AND (n.state <> 'unknown' OR n.follows_id IS NOT NULL);
    RETURN NULL;
END
$$;
CREATE TRIGGER follow_outcomes AFTER INSERT ON results_outcome
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION results_follow_outcomes();

-- Who completed a class by a day, for the reader who may see all learners of it.
CREATE FUNCTION results_standing(of_class bigint, on_day date)
RETURNS TABLE (id bigint, learner_id bigint, state text, mean numeric, classification text,
               rule text, reasons jsonb, breach text, ends_on date, "on" date, "by" text,
               ground text, corrects boolean)
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT DISTINCT ON (o.learner_id) o.id, o.learner_id, o.state, o.mean, o.classification,
        o.rule, o.reasons, o.breach, o.ends_on, o.on, o.by, o.ground, o.follows_id IS NOT NULL
    FROM results_outcome o WHERE o.learner_id IN (
        SELECT l.id FROM timetables_learners(of_class, NULL) l)
        AND (on_day IS NULL OR o.on <= on_day)
    ORDER BY o.learner_id, o.id DESC
$$;
REVOKE ALL ON FUNCTION results_part_stands(), results_work_stands(), results_grade_stands(),
    results_objection_stands(), results_outcome_stands(), results_follow_outcomes(),
    results_gave(bigint, bigint) FROM PUBLIC, hientai_app;
-- Two records of one person become one: a part that names one of the lecturers names the record that
-- stands; who writes that record changes nothing else.
CREATE POLICY of_the_record ON results_part FOR SELECT
    USING (lecturer_id IN (SELECT timetables_lecturers_written()));
CREATE POLICY with_the_record ON results_part FOR UPDATE
    USING (lecturer_id IN (SELECT timetables_lecturers_written())) WITH CHECK (true);
CREATE FUNCTION results_lecturer_alone() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF current_user = 'hientai_app' AND NOT timetables_writes(OLD.training_class_id)
        AND (to_jsonb(OLD) - 'lecturer_id') IS DISTINCT FROM (to_jsonb(NEW) - 'lecturer_id') THEN
        RAISE insufficient_privilege USING MESSAGE = 'parts are written by who keeps the class';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER lecturer_alone BEFORE UPDATE ON results_part
    FOR EACH ROW EXECUTE FUNCTION results_lecturer_alone();
CREATE FUNCTION results_lecturer_by_merger() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT timetables_writes(OLD.training_class_id)
        AND EXISTS (SELECT FROM programmes_lecturer l WHERE l.id = OLD.lecturer_id)
        AND NOT EXISTS (SELECT FROM programmes_lecturer was
            JOIN people_merger m ON was.person_id IN (m.kept_id, m.merged_id)
            JOIN programmes_lecturer is_now ON is_now.person_id IN (m.kept_id, m.merged_id)
            WHERE was.id = OLD.lecturer_id AND is_now.id = NEW.lecturer_id)
    THEN
        RAISE EXCEPTION 'a part changes its lecturer where two records become one, or part again'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'row_changes_lecturer_by_merger';
    END IF;
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION results_lecturer_by_merger() FROM PUBLIC, hientai_app;
CREATE CONSTRAINT TRIGGER lecturer_by_merger AFTER UPDATE ON results_part
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.lecturer_id IS DISTINCT FROM NEW.lecturer_id)
    EXECUTE FUNCTION results_lecturer_by_merger();
