-- Which classes are held is no secret among those who signed in; who opened one writes it.
ALTER TABLE classes_trainingclass ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON classes_trainingclass FOR SELECT USING (true);
CREATE POLICY added ON classes_trainingclass FOR INSERT WITH CHECK (programmes_writes(unit_id));
CREATE POLICY changed ON classes_trainingclass FOR UPDATE
    USING (programmes_writes(unit_id)) WITH CHECK (programmes_writes(unit_id));
REVOKE DELETE ON classes_trainingclass FROM hientai_app;
SELECT audit_watch('classes_trainingclass');

-- A class is opened from a version that is in force on its first day.
CREATE FUNCTION classes_of_what_is_in_force() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF (TG_OP = 'INSERT' OR NEW.version_id <> OLD.version_id OR NEW.starts_on <> OLD.starts_on)
        AND NOT EXISTS (SELECT FROM programmes_version v
                        WHERE v.id = NEW.version_id AND v.in_force @> NEW.starts_on) THEN
        RAISE EXCEPTION 'the programme is not in force on the first day of the class'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'class_of_an_approved_programme';
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.withdrawn_at IS NOT NULL AND to_jsonb(OLD) <> to_jsonb(NEW) THEN
        RAISE EXCEPTION 'a class that was withdrawn stays as it is'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'withdrawn_class_stays';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER class_of_what_is_in_force BEFORE INSERT OR UPDATE ON classes_trainingclass
    FOR EACH ROW EXECUTE FUNCTION classes_of_what_is_in_force();
