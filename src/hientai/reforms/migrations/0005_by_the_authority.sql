-- An act belongs to the authorities whose units it changes: one, or each of those that join. Who
-- writes for all of them draws it up, carries it out and takes it back. Acts from before were drawn
-- up by who wrote everywhere: they belong to the tops of their eve.
UPDATE reforms_reform r SET authorities = coalesce((
    SELECT array_agg(v.unit_id ORDER BY v.unit_id) FROM organisations_unitversion v
    WHERE v.parent_id IS NULL AND v.period @> (r.on - 1)), '{}');

CREATE FUNCTION reforms_writes(act bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM reforms_reform r
                   WHERE r.id = act AND organisations_writes_each(r.authorities))
$$;

-- A draft is seen by who sees anything below its authorities; what was done is no secret.
CREATE FUNCTION reforms_concerns(authorities bigint[], eve date) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM organisations_reach(authorities, eve) unit
                   WHERE unit <@ organisations_sight())
$$;
ALTER POLICY everybody_reads ON reforms_reform USING (state <> 'draft'
    OR (SELECT organisations_sees_all())
    OR reforms_concerns(authorities, "on" - 1));
ALTER POLICY everybody_reads ON reforms_work
    USING (EXISTS (SELECT FROM reforms_reform r WHERE r.id = reform_id));

DO $$
DECLARE
    part text;
    wall text;
BEGIN
    FOREACH part IN ARRAY ARRAY['reform', 'reform_events', 'work', 'carriedrole']
    LOOP
        wall := CASE part WHEN 'reform' THEN 'organisations_writes_each(authorities)'
                          ELSE 'reforms_writes(reform_id)' END;
        EXECUTE format('DROP POLICY who_adds ON reforms_%1$s;'
            ' DROP POLICY who_changes ON reforms_%1$s; DROP POLICY who_removes ON reforms_%1$s;'
            ' ALTER POLICY owner_writes ON reforms_%1$s USING (%2$s) WITH CHECK (%2$s)', part, wall);
    END LOOP;
END $$;
-- Who sees everything reads which roles an act carried, as before.
CREATE POLICY seen_with_everything ON reforms_carriedrole FOR SELECT
    USING ((SELECT organisations_sees_all()));

-- The second wall: what an act changed stood under its authorities on its eve, and what it left
-- or founded stands under them on its day. The tree itself is written by who writes everywhere, and
-- by an act, which the author may write, on the author's behalf.
CREATE FUNCTION reforms_stays_within() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT organisations_writes_all() AND EXISTS (
        (SELECT unnest(NEW.ended || NEW.changed)
         EXCEPT SELECT organisations_subtree(NEW.authorities, NEW.on - 1))
        UNION ALL
        (SELECT unnest(NEW.changed || NEW.founded)
         EXCEPT SELECT organisations_subtree(NEW.authorities, NEW.on))) THEN
        RAISE insufficient_privilege USING MESSAGE = 'an act changes units of its authorities';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER stays_within BEFORE INSERT OR UPDATE ON reforms_reform
    FOR EACH ROW WHEN (NEW.state = 'done') EXECUTE FUNCTION reforms_stays_within();
CREATE FUNCTION reforms_keeps_its_authorities() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RAISE insufficient_privilege USING MESSAGE = 'an act stays with its authorities';
END
$$;
CREATE TRIGGER keeps_its_authorities BEFORE UPDATE ON reforms_reform FOR EACH ROW
    WHEN (OLD.authorities <> NEW.authorities) EXECUTE FUNCTION reforms_keeps_its_authorities();
