-- A paper of this room is seen with the paper it is; its rows by who sees the issuing unit, each row
-- also with its person, and by the person once it holds.
CREATE FUNCTION decisions_of_units_seen() RETURNS SETOF bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT id FROM decisions_sending WHERE unit_id IN (SELECT organisations_units_seen())
$$;
CREATE FUNCTION decisions_written() RETURNS SETOF bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT id FROM decisions_sending WHERE unit_id IN (SELECT organisations_units_written())
$$;
CREATE FUNCTION decisions_about_me() RETURNS SETOF bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT sending_id FROM decisions_row
    WHERE person_id = audit_setting('person')::bigint AND state = 'done'
$$;

ALTER TABLE decisions_sending ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON decisions_sending FOR SELECT USING (
    (SELECT organisations_sees_all()) OR unit_id IN (SELECT organisations_units_seen())
    OR id IN (SELECT decisions_about_me())
    OR paper_id IN (SELECT documents_of_concern()));
CREATE POLICY unit_drafts ON decisions_sending FOR INSERT WITH CHECK (
    (SELECT organisations_writes_all()) OR unit_id IN (SELECT organisations_units_written()));
CREATE POLICY unit_writes ON decisions_sending FOR UPDATE
    USING ((SELECT organisations_writes_all()) OR unit_id IN (SELECT organisations_units_written()))
    WITH CHECK ((SELECT organisations_writes_all())
                OR unit_id IN (SELECT organisations_units_written()));

ALTER TABLE decisions_row ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON decisions_row FOR SELECT USING (
    (SELECT organisations_sees_all()) OR person_id IN (SELECT people_in_scope())
    OR sending_id IN (SELECT decisions_of_units_seen())
    OR state = 'done' AND person_id = (SELECT audit_setting('person')::bigint));
CREATE POLICY unit_drafts ON decisions_row FOR INSERT WITH CHECK (
    (SELECT organisations_writes_all()) OR sending_id IN (SELECT decisions_written()));
CREATE POLICY unit_writes ON decisions_row FOR UPDATE
    USING ((SELECT organisations_writes_all()) OR sending_id IN (SELECT decisions_written()))
    WITH CHECK ((SELECT organisations_writes_all()) OR sending_id IN (SELECT decisions_written()));
SELECT people_restrict('decisions_row');
REVOKE DELETE, TRUNCATE ON decisions_sending, decisions_row FROM hientai_app;
SELECT audit_watch_aside(('decisions_' || part)::regclass)
FROM unnest(ARRAY['sending', 'row']) AS part;

-- Who the people of a paper are, for whoever sees its rows: the issuing body need not see records.
CREATE FUNCTION decisions_people(wanted bigint)
RETURNS TABLE (id bigint, code text, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT DISTINCT p.id, p.code, p.name
    FROM decisions_row r JOIN people_person p ON p.id = r.person_id
    WHERE r.sending_id = wanted
        AND (organisations_sees_all() OR wanted IN (SELECT decisions_of_units_seen())
             OR p.id IN (SELECT people_in_scope()))
$$;

-- The rows of a paper stand still from its lock on: they are written while it is a draft, of a paper
-- from before the system until it is entered, and each seat belongs to its nomination.
CREATE FUNCTION decisions_row_stands() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    paper text;
    entered boolean;
BEGIN
    SELECT p.state, s.done_on IS NULL AND p.back_dated INTO paper, entered
    FROM decisions_sending s JOIN documents_paper p ON p.id = s.paper_id WHERE s.id = NEW.sending_id;
    IF TG_OP = 'INSERT' AND NOT (NEW.state = 'open' AND (paper = 'draft' OR entered))
        OR TG_OP = 'UPDATE' AND paper <> 'draft' AND (to_jsonb(OLD) - 'state' - 'seat_id'
            - 'person_id') IS DISTINCT FROM (to_jsonb(NEW) - 'state' - 'seat_id' - 'person_id')
        OR TG_OP = 'UPDATE' AND (OLD.sending_id, OLD.nomination_id, OLD.what, OLD.follows_id,
            OLD.instead_of_id) IS DISTINCT FROM (NEW.sending_id, NEW.nomination_id, NEW.what,
            NEW.follows_id, NEW.instead_of_id)
        OR TG_OP = 'UPDATE' AND OLD.state <> NEW.state AND NOT (OLD.state = 'open'
            AND (NEW.state = 'done' AND paper = 'registered'
                 OR NEW.state = 'free' AND paper IN ('draft', 'dropped')))
        OR TG_OP = 'UPDATE' AND OLD.seat_id IS DISTINCT FROM NEW.seat_id
            AND NOT (OLD.seat_id IS NULL AND paper = 'registered')
    THEN
        RAISE EXCEPTION 'the rows of a paper stand still once it is locked'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'rows_of_a_locked_paper_stand';
    END IF;
    IF NEW.seat_id IS NOT NULL AND (TG_OP = 'INSERT' OR OLD.seat_id IS NULL) AND NOT EXISTS (
        SELECT FROM nominations_nomination n WHERE n.id = NEW.nomination_id
            AND n.seat_id = NEW.seat_id AND n.person_id = NEW.person_id)
    THEN
        RAISE EXCEPTION 'a seat belongs to its nomination'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'seat_belongs_to_its_nomination';
    END IF;
    IF TG_OP = 'INSERT' AND NEW.follows_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM decisions_row f WHERE f.id = NEW.follows_id AND f.state = 'done'
            AND f.seat_id = NEW.seat_id AND f.what NOT IN ('withdraws', 'replaces'))
    THEN
        RAISE EXCEPTION 'an amendment follows what holds of the same seat'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'amendment_follows_what_holds';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER row_stands BEFORE INSERT OR UPDATE ON decisions_row
    FOR EACH ROW EXECUTE FUNCTION decisions_row_stands();

CREATE FUNCTION decisions_sending_stands() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF (to_jsonb(OLD) - 'done_on') IS DISTINCT FROM (to_jsonb(NEW) - 'done_on')
        OR OLD.done_on IS NOT NULL AND NEW.done_on IS DISTINCT FROM OLD.done_on
    THEN
        RAISE EXCEPTION 'what a paper does is said once'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sending_stands';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER sending_stands BEFORE UPDATE ON decisions_sending
    FOR EACH ROW EXECUTE FUNCTION decisions_sending_stands();

-- The rows go where their paper goes: they hold once it is registered, are free once it is dropped.
CREATE FUNCTION decisions_rows_follow() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    UPDATE decisions_row SET state = CASE NEW.state WHEN 'registered' THEN 'done' ELSE 'free' END
    WHERE state = 'open' AND sending_id IN (SELECT id FROM decisions_sending
                                            WHERE paper_id = NEW.id);
    RETURN NULL;
END
$$;
CREATE TRIGGER rows_follow AFTER UPDATE OF state ON documents_paper FOR EACH ROW
    WHEN (NEW.origin = 'decisions' AND NEW.state IN ('registered', 'dropped')
          AND OLD.state <> NEW.state)
    EXECUTE FUNCTION decisions_rows_follow();

-- A registered paper has enrolled: when the transaction ends none of its people still waits.
CREATE FUNCTION decisions_has_enrolled() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM decisions_sending s JOIN decisions_row r ON r.sending_id = s.id
               LEFT JOIN places_seat t ON t.id = r.seat_id
               WHERE s.paper_id = NEW.id AND r.state <> 'free' AND (s.done_on IS NULL
                   OR r.state = 'open' OR r.what = 'sends' AND coalesce(t.state, 'held') = 'held'))
    THEN
        RAISE EXCEPTION 'a registered paper uses the seats of its people'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'registration_enrols';
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER has_enrolled AFTER INSERT OR UPDATE ON documents_paper
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.origin = 'decisions' AND NEW.state = 'registered')
    EXECUTE FUNCTION decisions_has_enrolled();

-- What a locked paper says of people stays true until it is registered or sent back: their
-- nominations and seats are not moved by others. Somebody of the reserve may get a seat meanwhile.
-- A paper that lies unsigned for a year keeps nobody's place.
CREATE FUNCTION decisions_is_locked(nomination bigint) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM decisions_row r JOIN decisions_sending s ON s.id = r.sending_id
        JOIN documents_paper p ON p.id = s.paper_id
        WHERE r.nomination_id = nomination AND r.state = 'open'
            AND p.state IN ('locked', 'signed') AND p.locked_at > now() - interval '365 days')
$$;
CREATE FUNCTION decisions_nomination_stands() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT (OLD.state = 'reserve' AND NEW.state = 'seated') AND decisions_is_locked(OLD.id) THEN
        RAISE EXCEPTION 'a paper about this person is being signed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'locked_nomination_stands';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER locked_nomination_stands BEFORE UPDATE ON nominations_nomination FOR EACH ROW
    WHEN (OLD.state NOT IN ('draft', 'submitted') AND (OLD.state <> NEW.state
          OR OLD.seat_id IS DISTINCT FROM NEW.seat_id))
    EXECUTE FUNCTION decisions_nomination_stands();
CREATE FUNCTION decisions_seat_stands() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM nominations_nomination n
               WHERE n.seat_id = OLD.id AND decisions_is_locked(n.id)) THEN
        RAISE EXCEPTION 'a paper about this seat is being signed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'locked_seat_stands';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER locked_seat_stands BEFORE UPDATE ON places_seat FOR EACH ROW
    WHEN (OLD.state <> NEW.state OR OLD.period <> NEW.period)
    EXECUTE FUNCTION decisions_seat_stands();

REVOKE ALL ON FUNCTION decisions_row_stands(), decisions_rows_follow(), decisions_has_enrolled(),
    decisions_seat_stands() FROM PUBLIC, hientai_app;
