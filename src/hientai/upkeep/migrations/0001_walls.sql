-- Whose record is a user's own: known to the function that opens a scope, written by who manages.
SELECT audit_watch('upkeep_ownrecord'), audit_watch('upkeep_correctionrequest');
ALTER TABLE upkeep_ownrecord ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_or_in_scope ON upkeep_ownrecord FOR SELECT USING (
    (SELECT organisations_sees_all()) OR user_id = (SELECT audit_setting('actor')::bigint)
    OR person_id IN (SELECT people_in_scope()));
CREATE POLICY managed ON upkeep_ownrecord
    USING ((SELECT accounts_manages())) WITH CHECK ((SELECT accounts_manages()));

CREATE OR REPLACE FUNCTION accounts_person_of(who bigint) RETURNS bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT person_id FROM public.upkeep_ownrecord WHERE user_id = who
$$;

-- A person sees the own record, all of it, and nobody else's; nothing is written through this.
CREATE FUNCTION upkeep_own_person() RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT audit_setting('person')::bigint
$$;
CREATE POLICY the_person ON people_person FOR SELECT USING (id = (SELECT upkeep_own_person()));
DO $$
DECLARE part text;
BEGIN
    FOREACH part IN ARRAY ARRAY['people_post', 'people_grade', 'people_degree', 'people_rating',
        'people_discipline', 'people_plannedtitle', 'training_turn']
    LOOP
        EXECUTE format('CREATE POLICY the_person ON %I FOR SELECT'
                       ' USING (person_id = (SELECT upkeep_own_person()))', part);
    END LOOP;
END $$;

-- Who opened a record is seen by who answers for the person, and by the person.
CREATE POLICY the_person_and_the_unit ON audit_recordread FOR SELECT USING (
    person_id = (SELECT upkeep_own_person()) OR person_id IN (SELECT people_in_scope()));

-- A request is made and withdrawn by the person, decided by who writes the record: never by both.
ALTER TABLE upkeep_correctionrequest ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON upkeep_correctionrequest FOR SELECT USING (
    (SELECT organisations_sees_all()) OR person_id IN (SELECT people_in_scope())
    OR person_id = (SELECT upkeep_own_person()));
CREATE POLICY asked_by_the_person ON upkeep_correctionrequest FOR INSERT WITH CHECK (
    person_id = (SELECT upkeep_own_person()) AND state = 'open' AND batch_id IS NULL);
CREATE POLICY kept_by_the_person ON upkeep_correctionrequest FOR UPDATE
    USING (person_id = (SELECT upkeep_own_person()) AND state IN ('open', 'asked'))
    WITH CHECK (person_id = (SELECT upkeep_own_person()) AND state IN ('open', 'withdrawn')
                AND answer = '' AND batch_id IS NULL);
CREATE POLICY decided_by_the_officer ON upkeep_correctionrequest FOR UPDATE
    USING (person_id IS DISTINCT FROM (SELECT upkeep_own_person())
           AND ((SELECT organisations_writes_all()) OR person_id IN (SELECT people_in_written_scope())))
    WITH CHECK (person_id IS DISTINCT FROM (SELECT upkeep_own_person()) AND state <> 'withdrawn'
           AND ((SELECT organisations_writes_all()) OR person_id IN (SELECT people_in_written_scope())));

CREATE FUNCTION upkeep_request_stands() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF (OLD.field, OLD.before, OLD.said, OLD.reason, OLD.evidence, OLD.evidence_name,
        OLD.evidence_type, OLD.asked_at)
        IS DISTINCT FROM (NEW.field, NEW.before, NEW.said, NEW.reason, NEW.evidence,
        NEW.evidence_name, NEW.evidence_type, NEW.asked_at) THEN
        RAISE EXCEPTION 'what was asked for is written once'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'request_is_written_once';
    END IF;
    -- Who is merged with another record takes the requests along, decided ones too.
    IF OLD.state NOT IN ('open', 'asked') AND (to_jsonb(OLD) - 'person_id' - 'evidence')
        IS DISTINCT FROM (to_jsonb(NEW) - 'person_id' - 'evidence') THEN
        RAISE EXCEPTION 'a request that was closed stays as it is'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'closed_request_stays';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER request_stands BEFORE UPDATE ON upkeep_correctionrequest
    FOR EACH ROW EXECUTE FUNCTION upkeep_request_stands();

-- Whether the trace of a person may be read here: who answers for the person now, and the person.
CREATE FUNCTION upkeep_answers_for(of_person bigint) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM people_person p WHERE p.id = of_person
        AND (organisations_sees_all() OR p.id = audit_setting('person')::bigint
             OR p.unit_id IN (SELECT organisations_units_seen())))
$$;

-- The tables that hang on a person and are traced, whichever room they belong to.
CREATE FUNCTION upkeep_tables_of_people() RETURNS SETOF text LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT c.relname::text FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
    JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
    WHERE k.contype = 'f' AND k.confrelid = 'public.people_person'::regclass
      AND a.attname = 'person_id' AND EXISTS (SELECT FROM pg_trigger t
          WHERE t.tgrelid = k.conrelid AND t.tgname = 'audit_update')
$$;

-- Every change of one person's record and of what hangs on it, and the rows as they are now
-- (operation '='), for an insert keeps no image of its own.
CREATE FUNCTION upkeep_trace(of_person bigint)
RETURNS TABLE (id bigint, at timestamptz, actor_label text, ground text, batch bigint,
               table_name text, row_id bigint, operation text, before jsonb, after jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE child text;
BEGIN
    IF NOT upkeep_answers_for(of_person) THEN RETURN; END IF;
    RETURN QUERY SELECT e.id, e.at, e.actor_label, e.ground, e.batch, e.table_name, e.row_id,
        e.operation::text, e.before, e.after FROM audit_event e
        WHERE e.table_name = 'people_person' AND e.row_id = of_person;
    RETURN QUERY SELECT 0::bigint, NULL::timestamptz, ''::text, ''::text, NULL::bigint,
        'people_person'::text, p.id, '='::text, NULL::jsonb, to_jsonb(p)
        FROM people_person p WHERE p.id = of_person;
    FOR child IN SELECT upkeep_tables_of_people() LOOP
        RETURN QUERY EXECUTE format(
            'SELECT e.id, e.at, e.actor_label, e.ground, e.batch, e.table_name, e.row_id,'
            ' e.operation::text, e.before - ''evidence'', e.after - ''evidence'' FROM audit_event e'
            ' WHERE e.table_name = %1$L AND e.row_id IN (SELECT t.id FROM %2$I t'
            ' WHERE t.person_id = $1)', child, child) USING of_person;
        RETURN QUERY EXECUTE format(
            'SELECT 0::bigint, NULL::timestamptz, ''''::text, ''''::text, NULL::bigint, %1$L::text,'
            ' t.id, ''=''::text, NULL::jsonb, to_jsonb(t) - ''evidence'' FROM %2$I t'
            ' WHERE t.person_id = $1', child, child) USING of_person;
    END LOOP;
    RETURN QUERY SELECT e.id, e.at, e.actor_label, e.ground, e.batch, e.table_name, e.row_id,
        e.operation::text, e.before, e.after
        FROM (SELECT DISTINCT r.table_name, r.row_id FROM audit_event r
              WHERE r.operation = 'D' AND r.before ->> 'person_id' = of_person::text) d
        JOIN audit_event e USING (table_name, row_id);
END
$$;
