-- The lists that name somebody of the scope, or the reader: another unit may have put them forward.
CREATE FUNCTION nominations_lists_of_people() RETURNS SETOF bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT list_id FROM nominations_nomination
    WHERE person_id IN (SELECT people_in_scope())
    UNION ALL
    SELECT list_id FROM nominations_nomination
    WHERE person_id = audit_setting('person')::bigint
$$;
-- The lists that are seen whole: of units in sight, and those that were sent here for approval.
CREATE FUNCTION nominations_lists_seen() RETURNS SETOF bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT id FROM nominations_nominationlist WHERE unit_id IN (SELECT organisations_units_seen())
    UNION ALL
    SELECT l.id FROM nominations_nominationlist l JOIN approvals_submission s
        ON s.id = l.submission_id
    WHERE s.seen_by && (SELECT approvals_units_seen())
$$;
CREATE FUNCTION nominations_lists_written() RETURNS SETOF bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT id FROM nominations_nominationlist
    WHERE unit_id IN (SELECT organisations_units_written())
$$;

ALTER TABLE nominations_nominationlist ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON nominations_nominationlist FOR SELECT USING (
    (SELECT organisations_sees_all()) OR unit_id IN (SELECT organisations_units_seen())
    OR id IN (SELECT nominations_lists_seen()) OR id IN (SELECT nominations_lists_of_people()));
CREATE POLICY opened ON nominations_nominationlist FOR INSERT WITH CHECK (
    (SELECT organisations_writes_all()) OR unit_id IN (SELECT organisations_units_written()));
CREATE POLICY unit_writes ON nominations_nominationlist FOR UPDATE
    USING ((SELECT organisations_writes_all()) OR unit_id IN (SELECT organisations_units_written()))
    WITH CHECK ((SELECT organisations_writes_all())
                OR unit_id IN (SELECT organisations_units_written()));

-- A nomination is seen with its person, by the person, and with a list that is seen whole. Nobody
-- is put forward who is out of sight.
ALTER TABLE nominations_nomination ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON nominations_nomination FOR SELECT USING (
    (SELECT organisations_sees_all()) OR person_id IN (SELECT people_in_scope())
    OR person_id = (SELECT audit_setting('person')::bigint)
    OR list_id IN (SELECT nominations_lists_seen()));
CREATE POLICY added ON nominations_nomination FOR INSERT WITH CHECK (
    (SELECT organisations_writes_all()) OR (list_id IN (SELECT nominations_lists_written())
        AND person_id IN (SELECT people_in_scope())));
CREATE POLICY unit_writes ON nominations_nomination FOR UPDATE
    USING ((SELECT organisations_writes_all()) OR list_id IN (SELECT nominations_lists_written()))
    WITH CHECK ((SELECT organisations_writes_all())
                OR list_id IN (SELECT nominations_lists_written()));
SELECT people_restrict('nominations_nomination');

ALTER TABLE nominations_batch ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON nominations_batch FOR SELECT USING (
    (SELECT organisations_sees_all()) OR list_id IN (SELECT nominations_lists_seen()));
CREATE POLICY added ON nominations_batch FOR INSERT WITH CHECK (
    (SELECT organisations_writes_all()) OR list_id IN (SELECT nominations_lists_written()));
CREATE POLICY unit_writes ON nominations_batch FOR UPDATE
    USING ((SELECT organisations_writes_all()) OR list_id IN (SELECT nominations_lists_written()))
    WITH CHECK ((SELECT organisations_writes_all())
                OR list_id IN (SELECT nominations_lists_written()));

ALTER TABLE nominations_nominationstep ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON nominations_nominationstep FOR SELECT USING (
    EXISTS (SELECT FROM nominations_nomination n WHERE n.id = nomination_id));
CREATE POLICY added ON nominations_nominationstep FOR INSERT WITH CHECK (
    (SELECT organisations_writes_all()) OR EXISTS (SELECT FROM nominations_nomination n
        WHERE n.id = nomination_id AND n.list_id IN (SELECT nominations_lists_written())));

-- What overlapping nominations mean is no secret; it is said by who answers for the whole tree, for
-- one scheme also by its authority.
ALTER TABLE nominations_overlappolicy ENABLE ROW LEVEL SECURITY;
CREATE POLICY everybody_reads ON nominations_overlappolicy FOR SELECT USING (true);
CREATE POLICY said ON nominations_overlappolicy FOR INSERT WITH CHECK (
    (SELECT organisations_writes_all()) OR EXISTS (SELECT FROM schemes_scheme s
        WHERE s.id = scheme_id AND s.authority_id IN (SELECT organisations_units_written())));

REVOKE DELETE, TRUNCATE ON nominations_nominationlist, nominations_nomination, nominations_batch
    FROM hientai_app;
REVOKE UPDATE, DELETE, TRUNCATE ON nominations_nominationstep, nominations_overlappolicy
    FROM hientai_app;

-- No figure of the register rests on nominations: their changes leave what is kept of it in place.
SELECT audit_watch_aside(('nominations_' || part)::regclass)
FROM unnest(ARRAY['nominationlist', 'nomination', 'batch', 'nominationstep', 'overlappolicy'])
    AS part;

-- Who the people of a list are, for whoever sees the list whole: an approver need not see their
-- records.
CREATE FUNCTION nominations_people(wanted bigint)
RETURNS TABLE (id bigint, code text, name text, name_key text, birth_date date,
               birth_precision text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT p.id, p.code, p.name, p.name_key, p.birth_date, p.birth_precision
    FROM nominations_nomination n JOIN people_person p ON p.id = n.person_id
    WHERE n.list_id = wanted
        AND (organisations_sees_all() OR wanted IN (SELECT nominations_lists_seen()))
$$;

-- Where a nomination may go from where it stands (domain/states.py says the same).
CREATE FUNCTION nominations_row_moves() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    moves CONSTANT jsonb := '{"draft": ["submitted", "withdrawn"],
        "submitted": ["draft", "seated", "reserve", "refused", "withdrawn"],
        "seated": ["reserve", "decided", "withdrawn"], "reserve": ["seated", "withdrawn"],
        "decided": ["withdrawn", "replaced", "postponed"],
        "postponed": ["withdrawn", "replaced"], "withdrawn": ["draft"]}';
    told CONSTANT text[] := '{verdict,reasons,overlaps,level,judged_on,score,score_parts,proved}';
    before jsonb;
    after jsonb;
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'draft' THEN
            RAISE EXCEPTION 'a nomination begins on a list that is drawn up'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'nomination_begins_as_draft';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.list_id <> OLD.list_id THEN
        RAISE EXCEPTION 'a nomination stays on its list'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'nomination_stays_on_its_list';
    END IF;
    IF NEW.state <> OLD.state AND NOT coalesce(moves -> OLD.state ? NEW.state, false) THEN
        RAISE EXCEPTION 'a nomination does not go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'nomination_goes_its_way';
    END IF;
    IF OLD.state = 'withdrawn' AND NEW.state = 'draft' AND NOT EXISTS (
        SELECT FROM nominations_nominationlist l WHERE l.id = NEW.list_id AND l.state = 'draft')
    THEN
        RAISE EXCEPTION 'a nomination returns to a list that is drawn up'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'nomination_goes_its_way';
    END IF;
    IF OLD.state NOT IN ('draft', 'submitted', 'reserve') THEN
        SELECT jsonb_object_agg(key, value) INTO before FROM jsonb_each(to_jsonb(OLD))
        WHERE key = ANY(told);
        SELECT jsonb_object_agg(key, value) INTO after FROM jsonb_each(to_jsonb(NEW))
        WHERE key = ANY(told);
        IF before IS DISTINCT FROM after THEN
            RAISE EXCEPTION 'what was told of a nomination stays'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'judgement_stays';
        END IF;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER row_moves BEFORE INSERT OR UPDATE ON nominations_nomination
    FOR EACH ROW EXECUTE FUNCTION nominations_row_moves();

-- The same of a list; what it is for changes only while it is drawn up, whose it is never.
CREATE FUNCTION nominations_list_moves() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    moves CONSTANT jsonb := '{"draft": ["submitted", "withdrawn"],
        "submitted": ["draft", "approved", "refused"]}';
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'draft' THEN
            RAISE EXCEPTION 'a list begins drawn up'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'list_begins_as_draft';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.state <> OLD.state AND NOT coalesce(moves -> OLD.state ? NEW.state, false) THEN
        RAISE EXCEPTION 'a list does not go from % to %', OLD.state, NEW.state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'list_goes_its_way';
    END IF;
    IF NEW.unit_id <> OLD.unit_id OR OLD.state <> 'draft' AND (OLD.scheme_id, OLD.item_id,
        OLD.training_class_id, OLD.title, OLD.programme, OLD.starts_on, OLD.ends_on, OLD.place,
        OLD.fund, OLD.form, OLD.exclusive) IS DISTINCT FROM (NEW.scheme_id, NEW.item_id,
        NEW.training_class_id, NEW.title, NEW.programme, NEW.starts_on, NEW.ends_on, NEW.place,
        NEW.fund, NEW.form, NEW.exclusive) THEN
        RAISE EXCEPTION 'a list that was submitted stays what it is for'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'submitted_list_stays';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER list_moves BEFORE INSERT OR UPDATE ON nominations_nominationlist
    FOR EACH ROW EXECUTE FUNCTION nominations_list_moves();
