-- The unit that asked for a move may be no more: who writes the person's record withdraws it too.
CREATE OR REPLACE FUNCTION people_move_keeps_its_course() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    same boolean := (to_jsonb(NEW) - 'person_id') = (to_jsonb(OLD) - 'person_id');
    told boolean := OLD.state = 'pending'
        AND (NEW.state = 'withdrawn' AND (organisations_writes_all()
                OR OLD.from_unit_id IN (SELECT organisations_units_written())
                OR OLD.person_id IN (SELECT people_in_written_scope()))
            OR NEW.state = 'refused' AND (organisations_writes_all()
                OR OLD.to_unit_id IN (SELECT organisations_units_written())))
        AND (to_jsonb(NEW) - '{state,decided_at,decided_by,reason}'::text[])
            = (to_jsonb(OLD) - '{state,decided_at,decided_by,reason}'::text[]);
BEGIN
    IF current_user = 'hientai_app' AND NOT same AND NOT told THEN
        RAISE insufficient_privilege USING MESSAGE = 'a move is decided once, by the side it waits for';
    END IF;
    RETURN NEW;
END
$$;
