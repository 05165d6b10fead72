SELECT audit_watch('classes_demand'), audit_watch('classes_demandline');
-- What is asked of units is no secret; who asks writes it. A unit says its own need.
ALTER TABLE classes_demand ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON classes_demand FOR SELECT USING (true);
CREATE POLICY added ON classes_demand FOR INSERT WITH CHECK (programmes_writes(unit_id));
CREATE POLICY changed ON classes_demand FOR UPDATE
    USING (programmes_writes(unit_id)) WITH CHECK (programmes_writes(unit_id));
REVOKE DELETE, TRUNCATE ON classes_demand FROM hientai_app;
ALTER TABLE classes_demandline ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON classes_demandline FOR SELECT USING (
    (SELECT organisations_sees_all()) OR unit_id IN (SELECT organisations_units_seen())
    OR EXISTS (SELECT FROM classes_demand d WHERE d.id = demand_id
               AND (programmes_writes(d.unit_id) OR programmes_sees(d.unit_id))));
CREATE POLICY added ON classes_demandline FOR INSERT WITH CHECK (
    EXISTS (SELECT FROM classes_demand d WHERE d.id = demand_id AND d.state = 'open'
            AND (programmes_writes(d.unit_id) OR programmes_writes(classes_demandline.unit_id))));
CREATE POLICY changed ON classes_demandline FOR UPDATE
    USING (EXISTS (SELECT FROM classes_demand d WHERE d.id = demand_id AND d.state = 'open'
            AND (programmes_writes(d.unit_id) OR programmes_writes(classes_demandline.unit_id))))
    WITH CHECK (EXISTS (SELECT FROM classes_demand d WHERE d.id = demand_id AND d.state = 'open'
            AND (programmes_writes(d.unit_id) OR programmes_writes(classes_demandline.unit_id))));
REVOKE DELETE, TRUNCATE ON classes_demandline FROM hientai_app;
-- What became of a list stands.
CREATE FUNCTION classes_demand_stands() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF OLD.state <> 'open' AND to_jsonb(OLD) <> to_jsonb(NEW) THEN
        RAISE EXCEPTION 'a list of demand that was closed stays as it is'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'closed_demand_stays';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER demand_stands BEFORE UPDATE ON classes_demand
    FOR EACH ROW EXECUTE FUNCTION classes_demand_stands();
