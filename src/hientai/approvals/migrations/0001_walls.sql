-- Which roles answer (accounts/domain/roles.py says it; a test holds the two together), and the
-- units at which such a role is exercised in this transaction.
CREATE FUNCTION approvals_answering_roles() RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT ARRAY['owner', 'lead_agency', 'unit_officer']
$$;
CREATE FUNCTION approvals_units_answered() RETURNS bigint[] LANGUAGE sql STABLE AS $$
    SELECT coalesce(array_agg(DISTINCT u), '{}')
    FROM unnest(approvals_answering_roles()) r, LATERAL accounts_units_as(r) u
$$;
CREATE FUNCTION approvals_units_seen() RETURNS bigint[] LANGUAGE sql STABLE AS $$
    SELECT coalesce(array_agg(u), '{}') FROM organisations_units_seen() u
$$;

-- What is in sight without the whole: of the units that had a part in it, and of whom it is about.
-- Looked up by the indexes once a statement, past the walls so that the walls themselves can ask.
CREATE FUNCTION approvals_in_sight() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT id FROM approvals_submission WHERE seen_by && (SELECT approvals_units_seen())
    UNION ALL
    SELECT id FROM approvals_submission
    WHERE people @> ARRAY[audit_setting('person')::bigint]
$$;
-- What waits for an answer of this transaction's author.
CREATE FUNCTION approvals_in_hand() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT id FROM approvals_submission
    WHERE state = 'open' AND units && (SELECT approvals_units_answered())
$$;

-- Which subjects of a kind are in sight through their submissions, and which ones this
-- transaction's author has answered in it: for the walls of the rooms above, whose verbs follow.
CREATE FUNCTION approvals_subjects_in_sight(of_kind text) RETURNS SETOF bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT subject FROM approvals_submission
    WHERE kind = of_kind AND id IN (SELECT approvals_in_sight())
$$;
CREATE FUNCTION approvals_subjects_answered_now(of_kind text) RETURNS SETOF bigint LANGUAGE sql
STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT s.subject FROM approvals_signature g JOIN approvals_submission s ON s.id = g.submission_id
    WHERE s.kind = of_kind AND g.at = now() AND g.by_id = audit_setting('actor')::bigint
$$;

-- Who of some users is one of those whom something is about, by record or by one merged into it.
CREATE FUNCTION approvals_concerned(users bigint[], about bigint[]) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH RECURSIVE records AS (
        SELECT u AS user_id, accounts_person_of(u) AS person_id FROM unnest(users) u
        UNION
        SELECT r.user_id, m.merged_id FROM records r
        JOIN people_merger m ON m.kept_id = r.person_id AND m.undone_at IS NULL
    ) SELECT DISTINCT user_id FROM records WHERE person_id = ANY (about)
$$;

-- What is open and about some users, by the same reading.
CREATE FUNCTION approvals_about(users bigint[]) RETURNS SETOF bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH RECURSIVE records AS (
        SELECT accounts_person_of(u) AS person_id FROM unnest(users) u
        UNION
        SELECT m.merged_id FROM records r
        JOIN people_merger m ON m.kept_id = r.person_id AND m.undone_at IS NULL
    ) SELECT id FROM approvals_submission WHERE state = 'open'
      AND people && (SELECT array_agg(person_id) FROM records WHERE person_id IS NOT NULL)
$$;

-- How much awaits some users at some units, and nothing else of it: for the head of every page,
-- those that stand outside a scope too.
CREATE FUNCTION approvals_waiting(at_units bigint[], me bigint[]) RETURNS bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT count(*) FROM approvals_submission
    WHERE state = 'open' AND units && at_units
      AND (submitted_by_id = ANY (me)) IS NOT TRUE AND (submitted_for_id = ANY (me)) IS NOT TRUE
      AND id NOT IN (SELECT approvals_about(me))
$$;

ALTER TABLE approvals_route ENABLE ROW LEVEL SECURITY;
CREATE POLICY everybody_reads ON approvals_route FOR SELECT USING (true);
CREATE POLICY put_by_the_authority ON approvals_route FOR INSERT WITH CHECK (
    (SELECT organisations_writes_all()) OR EXISTS (
        SELECT FROM organisations_unit u WHERE u.code = authority
        AND u.id IN (SELECT organisations_units_written())));
REVOKE UPDATE, DELETE, TRUNCATE ON approvals_route FROM hientai_app;
SELECT audit_watch('approvals_route');

-- Submitted for a unit by who writes for it; it goes on by who is to answer, and is taken back by
-- who submitted it. What may change of it, and how, says the trigger below.
ALTER TABLE approvals_submission ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON approvals_submission FOR SELECT USING (
    (SELECT organisations_sees_all()) OR unit_id IN (SELECT organisations_units_seen())
    OR id IN (SELECT approvals_in_sight()));
CREATE POLICY submitted ON approvals_submission FOR INSERT WITH CHECK (
    (SELECT organisations_writes_all()) OR unit_id IN (SELECT organisations_units_written()));
CREATE POLICY answered ON approvals_submission FOR UPDATE
    USING ((SELECT organisations_writes_all()) OR unit_id IN (SELECT organisations_units_written())
           OR id IN (SELECT approvals_in_hand()))
    WITH CHECK (true);
REVOKE DELETE, TRUNCATE ON approvals_submission FROM hientai_app;
SELECT audit_watch('approvals_submission');

ALTER TABLE approvals_signature ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON approvals_signature FOR SELECT USING (
    EXISTS (SELECT FROM approvals_submission s WHERE s.id = submission_id));
-- Only in the own name, and in the stead of the one who is stood in for; the machine's operator
-- signs nothing but a withdrawal.
CREATE POLICY signed ON approvals_signature FOR INSERT WITH CHECK (
    by_id IS NOT DISTINCT FROM (SELECT audit_setting('actor')::bigint)
    AND acting_for_id IS NOT DISTINCT FROM (SELECT audit_setting('acting_for')::bigint)
    AND (verdict <> 'withdrawn' AND submission_id IN (SELECT approvals_in_hand())
         OR verdict = 'withdrawn' AND EXISTS (
        SELECT FROM approvals_submission s WHERE s.id = submission_id AND (
            (SELECT organisations_writes_all())
            OR s.unit_id IN (SELECT organisations_units_written())))));
REVOKE UPDATE, DELETE, TRUNCATE ON approvals_signature FROM hientai_app;
SELECT audit_watch('approvals_signature');

-- Written by the job, which runs as the operator.
ALTER TABLE approvals_reminder ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON approvals_reminder FOR SELECT USING (
    EXISTS (SELECT FROM approvals_submission s WHERE s.id = submission_id));
CREATE POLICY kept ON approvals_reminder FOR INSERT WITH CHECK (
    (SELECT organisations_writes_all()));
REVOKE UPDATE, DELETE, TRUNCATE ON approvals_reminder FROM hientai_app;
SELECT audit_watch('approvals_reminder');

-- A step is answered while the submission stands at it, and never by who submitted it, in whose
-- stead it was submitted, or whom it is about; a deputy is held to what the one stood in for is.
CREATE FUNCTION approvals_signature_holds() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    held approvals_submission;
    signers bigint[] := array_remove(ARRAY[NEW.by_id, NEW.acting_for_id], NULL);
BEGIN
    NEW.at := now();  -- that of the transaction
    SELECT * INTO held FROM approvals_submission WHERE id = NEW.submission_id FOR UPDATE;
    IF held.state <> 'open' OR held.step <> NEW.step THEN
        RAISE EXCEPTION 'a submission is answered at the step where it stands'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'answered_at_its_step';
    END IF;
    IF NEW.verdict = 'withdrawn' THEN RETURN NEW; END IF;
    IF NEW.by_id IS NULL THEN
        RAISE EXCEPTION 'an answer is somebody''s'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'answer_is_signed';
    END IF;
    IF signers && ARRAY[held.submitted_by_id, held.submitted_for_id] THEN
        RAISE EXCEPTION 'nobody approves what they submitted'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'nobody_approves_the_own';
    END IF;
    IF held.people <> '{}' AND EXISTS (SELECT approvals_concerned(signers, held.people)) THEN
        RAISE EXCEPTION 'nobody approves what is about them'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'nobody_approves_oneself';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER signature_holds BEFORE INSERT ON approvals_signature
    FOR EACH ROW EXECUTE FUNCTION approvals_signature_holds();

-- What was submitted stays; a step is left only by a signature, for the next one or for the end.
CREATE FUNCTION approvals_submission_stands() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    moves CONSTANT text[] := '{state,step,holder_id,units,seen_by,waiting_since,due_on,closed_on,reason}';
    said text;
    last_step integer;
BEGIN
    IF to_jsonb(OLD) - moves IS DISTINCT FROM to_jsonb(NEW) - moves THEN
        RAISE EXCEPTION 'what was submitted stays as it is'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'submission_is_written_once';
    END IF;
    IF NOT NEW.seen_by @> OLD.seen_by THEN
        RAISE EXCEPTION 'who had a part in it goes on seeing it'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'part_in_it_stays';
    END IF;
    IF OLD.state <> 'open' AND to_jsonb(OLD) - '{seen_by}'::text[]
        IS DISTINCT FROM to_jsonb(NEW) - '{seen_by}'::text[] THEN
        RAISE EXCEPTION 'a submission that was closed stays as it is'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'closed_submission_stays';
    END IF;
    IF (OLD.state, OLD.step) IS NOT DISTINCT FROM (NEW.state, NEW.step) THEN RETURN NEW; END IF;
    SELECT verdict INTO said FROM approvals_signature
    WHERE submission_id = OLD.id AND step = OLD.step;
    SELECT jsonb_array_length(steps) - 1 INTO last_step FROM approvals_route WHERE id = OLD.route_id;
    IF (NEW.state, NEW.step) IS DISTINCT FROM (
        CASE WHEN said <> 'agreed' THEN said WHEN OLD.step < last_step THEN 'open'
             WHEN said = 'agreed' THEN 'approved' END,
        CASE WHEN said = 'agreed' AND OLD.step < last_step THEN OLD.step + 1 ELSE OLD.step END)
    THEN
        RAISE EXCEPTION 'a submission goes on by what was signed, step by step'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'goes_on_by_signature';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER submission_stands BEFORE UPDATE ON approvals_submission
    FOR EACH ROW EXECUTE FUNCTION approvals_submission_stands();

-- It begins at the first step of its route.
CREATE FUNCTION approvals_submission_begins() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.state <> 'open' OR NEW.step <> 0 THEN
        RAISE EXCEPTION 'a submission begins open, at its first step'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'submission_begins';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER submission_begins BEFORE INSERT ON approvals_submission
    FOR EACH ROW EXECUTE FUNCTION approvals_submission_begins();
