-- Since when it is asked to be otherwise is part of what was asked for, and written once with it.
CREATE OR REPLACE FUNCTION upkeep_request_stands() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF (OLD.field, OLD.before, OLD.held, OLD.said, OLD.changed_on, OLD.reason, OLD.evidence,
        OLD.evidence_name, OLD.evidence_type, OLD.asked_at)
        IS DISTINCT FROM (NEW.field, NEW.before, NEW.held, NEW.said, NEW.changed_on,
        NEW.reason, NEW.evidence, NEW.evidence_name, NEW.evidence_type, NEW.asked_at) THEN
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
