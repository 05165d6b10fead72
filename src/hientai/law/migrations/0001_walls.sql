SELECT audit_watch('law_correction');

-- Who may write corrections: the machine's operator, or a user who holds the role that keeps the
-- law. The table of roles says the same above (accounts/domain.py, law:correct).
CREATE FUNCTION law_may_correct() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public AS $$
    SELECT organisations_sees_all() AND (
        audit_setting('actor') IS NULL OR EXISTS (
            SELECT FROM accounts_roleassignment r
            WHERE r.user_id = audit_setting('actor')::bigint AND r.role = 'owner'
              AND (upper_inf(r.period) OR upper(r.period) > current_date)))
$$;

ALTER TABLE law_correction ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen_by_all ON law_correction FOR SELECT USING (true);
CREATE POLICY written_by_who_keeps_the_law ON law_correction
    FOR INSERT WITH CHECK ((SELECT law_may_correct()) AND state = 'draft');
CREATE POLICY moved_by_who_keeps_the_law ON law_correction
    FOR UPDATE USING ((SELECT law_may_correct())) WITH CHECK ((SELECT law_may_correct()));
-- A draft never counted and may be thrown away; what was in force stays for ever.
CREATE POLICY only_drafts_are_discarded ON law_correction
    FOR DELETE USING ((SELECT law_may_correct()) AND state = 'draft');

CREATE FUNCTION law_history_is_not_rewritten() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.parameter, OLD.value, OLD.period, OLD.clause, OLD.source, OLD.certainty, OLD.note,
        OLD.written_at, OLD.written_by)
       IS DISTINCT FROM
       (NEW.parameter, NEW.value, NEW.period, NEW.clause, NEW.source, NEW.certainty, NEW.note,
        NEW.written_at, NEW.written_by) THEN
        RAISE EXCEPTION 'a correction is written once' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'correction_is_written_once';
    END IF;
    IF (OLD.state, NEW.state) NOT IN (('draft', 'in_force'), ('in_force', 'revoked')) THEN
        RAISE EXCEPTION 'a correction goes from draft to in force to revoked'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'correction_moves_forward';
    END IF;
    IF OLD.state = 'in_force' AND (OLD.accepted_at, OLD.accepted_by)
       IS DISTINCT FROM (NEW.accepted_at, NEW.accepted_by) THEN
        RAISE EXCEPTION 'who accepted a correction stays' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'correction_is_written_once';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER history_is_not_rewritten BEFORE UPDATE ON law_correction
    FOR EACH ROW EXECUTE FUNCTION law_history_is_not_rewritten();
