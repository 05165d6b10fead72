-- Why a paper amends may be said anew while it is a draft; what it does, and of which paper, stays.
CREATE OR REPLACE FUNCTION decisions_sending_stands() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF (to_jsonb(OLD) - 'done_on' - 'reason') IS DISTINCT FROM (to_jsonb(NEW) - 'done_on' - 'reason')
        OR OLD.reason IS DISTINCT FROM NEW.reason AND NOT EXISTS (
            SELECT FROM documents_paper p WHERE p.id = NEW.paper_id AND p.state = 'draft')
        OR OLD.done_on IS NOT NULL AND NEW.done_on IS DISTINCT FROM OLD.done_on
    THEN
        RAISE EXCEPTION 'what a paper does is said once'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sending_stands';
    END IF;
    RETURN NEW;
END
$$;
