-- Whose sign-in is whose is asked by the function that opens a scope, and by nobody else.
REVOKE ALL ON FUNCTION accounts_person_of(bigint) FROM PUBLIC, hientai_app;

-- The requests of two records that are one person's go along with it, closed ones too; that only
-- the person withdraws is told by the trigger, which sees how the request stood before.
DROP POLICY decided_by_the_officer ON upkeep_correctionrequest;
CREATE POLICY decided_by_the_officer ON upkeep_correctionrequest FOR UPDATE
    USING (person_id IS DISTINCT FROM (SELECT upkeep_own_person())
           AND ((SELECT organisations_writes_all()) OR person_id IN (SELECT people_in_written_scope())))
    WITH CHECK (person_id IS DISTINCT FROM (SELECT upkeep_own_person())
           AND ((SELECT organisations_writes_all()) OR person_id IN (SELECT people_in_written_scope())));

CREATE OR REPLACE FUNCTION upkeep_request_stands() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    steps text[] := '{person_id,state,question,reply,answer,decided_by,decided_at,batch_id,evidence}';
BEGIN
    IF OLD.evidence IS DISTINCT FROM NEW.evidence
        OR to_jsonb(OLD) - steps IS DISTINCT FROM to_jsonb(NEW) - steps THEN
        RAISE EXCEPTION 'what was asked for is written once'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'request_is_written_once';
    END IF;
    IF NEW.state = 'withdrawn' AND OLD.state <> 'withdrawn' AND current_user = 'hientai_app'
        AND OLD.person_id IS DISTINCT FROM upkeep_own_person() THEN
        RAISE insufficient_privilege USING MESSAGE = 'only who asked for it withdraws a request';
    END IF;
    -- Who is merged with another record takes the requests along, decided ones too.
    IF OLD.state NOT IN ('open', 'asked') AND (to_jsonb(OLD) - 'person_id' - 'evidence')
        IS DISTINCT FROM (to_jsonb(NEW) - 'person_id' - 'evidence')
        AND NOT upkeep_waits_again(to_jsonb(OLD) - 'evidence', to_jsonb(NEW) - 'evidence') THEN
        RAISE EXCEPTION 'a request that was closed stays as it is'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'closed_request_stays';
    END IF;
    RETURN NEW;
END
$$;

-- Whether a request that a merger closed stands as before it, while that merger is undone.
CREATE FUNCTION upkeep_waits_again(old_row jsonb, new_row jsonb) RETURNS boolean LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT old_row ->> 'state' = 'superseded'
        AND old_row - '{person_id,state}'::text[] = new_row - '{person_id,state}'::text[]
        AND EXISTS (SELECT FROM people_merger m
            WHERE m.kept_id = (old_row ->> 'person_id')::bigint AND m.undone_at IS NULL
              AND m.before -> 'upkeep_correctionrequest' @> jsonb_build_array(jsonb_build_object(
                  'id', new_row -> 'id', 'state', new_row -> 'state',
                  'person_id', new_row -> 'person_id')))
$$;

-- A sign-in goes along with its record when that is merged into another, or ends where that has
-- its own, and comes back with the merger undone: by who writes both records. Nothing else is
-- done to it but by who manages accounts.
CREATE POLICY goes_with_the_record ON upkeep_ownrecord
    USING ((SELECT organisations_writes_all()) OR person_id IN (SELECT people_in_written_scope()))
    WITH CHECK ((SELECT organisations_writes_all()) OR person_id IN (SELECT people_in_written_scope()));

CREATE FUNCTION upkeep_sign_in_goes_with_the_record() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND NOT EXISTS (SELECT FROM people_person WHERE id = OLD.person_id)
        AND (TG_OP = 'DELETE' OR NEW.user_id = OLD.user_id) THEN
        RETURN NULL;
    END IF;
    IF TG_OP <> 'DELETE' AND EXISTS (SELECT FROM people_merger m
            WHERE m.merged_id = NEW.person_id AND m.undone_at IS NULL
              AND m.before -> 'upkeep_ownrecord' @> jsonb_build_array(to_jsonb(NEW))) THEN
        RETURN NULL;
    END IF;
    RAISE insufficient_privilege USING MESSAGE = 'only who manages accounts ties a sign-in';
END
$$;
-- Looked at when the merger, or its undoing, is written.
CREATE CONSTRAINT TRIGGER sign_in_goes_with_the_record
    AFTER INSERT OR UPDATE OR DELETE ON upkeep_ownrecord DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (current_user = 'hientai_app' AND NOT accounts_manages())
    EXECUTE FUNCTION upkeep_sign_in_goes_with_the_record();
