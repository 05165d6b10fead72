-- What is taught, where and since when is no secret among those who signed in; it is written for
-- the unit it belongs to, and by a training institution for itself (a role that sees no people). A
-- part is written by who writes the whole.
CREATE FUNCTION programmes_institutions() RETURNS SETOF bigint
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT split_part(one, ':', 2)::bigint
    FROM unnest(string_to_array(audit_setting('roles'), ' ')) one
    WHERE split_part(one, ':', 1) = 'institution'
$$;
CREATE FUNCTION programmes_writes(wanted bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT (SELECT organisations_writes_all())
        OR wanted IN (SELECT organisations_units_written())
        OR wanted IN (SELECT programmes_institutions())
$$;
CREATE FUNCTION programmes_writes_version(wanted bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM programmes_version v JOIN programmes_programme p
                   ON p.id = v.programme_id WHERE v.id = wanted AND programmes_writes(p.unit_id))
$$;
CREATE FUNCTION programmes_writes_institution(wanted bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM programmes_institution i
                   WHERE i.id = wanted AND programmes_writes(i.unit_id))
$$;
CREATE FUNCTION programmes_sees(wanted bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT (SELECT organisations_sees_all()) OR wanted IN (SELECT organisations_units_seen())
        OR wanted IN (SELECT programmes_institutions())
$$;

DO $$
DECLARE part record;
BEGIN
    FOR part IN SELECT * FROM (VALUES
        ('programme', 'true', 'programmes_writes(unit_id)'),
        ('version', 'true', 'EXISTS (SELECT FROM programmes_programme p'
            ' WHERE p.id = programme_id AND programmes_writes(p.unit_id))'),
        ('module', 'true', 'programmes_writes_version(version_id)'),
        ('topic', 'true', 'programmes_writes_version(version_id)'),
        ('appraisal', 'true', 'programmes_writes_version(version_id)'),
        ('councilmember', 'true', 'EXISTS (SELECT FROM programmes_appraisal a'
            ' WHERE a.id = appraisal_id AND programmes_writes_version(a.version_id))'),
        ('material', 'true', 'programmes_writes_version(version_id)'),
        ('handover', 'true', 'programmes_writes_version(version_id)'),
        ('handover_materials', 'true', 'EXISTS (SELECT FROM programmes_handover h'
            ' WHERE h.id = handover_id AND programmes_writes_version(h.version_id))'),
        ('institution', 'true', 'programmes_writes(unit_id)'),
        ('room', 'true', 'programmes_writes_institution(institution_id)'),
        ('capability', 'true', 'programmes_writes_institution(institution_id)'),
        -- A lecturer is seen from the unit that keeps the record, and from the person's own unit.
        ('lecturer', 'programmes_sees(unit_id) OR person_id IN (SELECT people_in_scope())'
            ' OR person_id = (SELECT audit_setting(''person'')::bigint)',
            'programmes_writes(unit_id)'),
        ('qualification', 'EXISTS (SELECT FROM programmes_lecturer l WHERE l.id = lecturer_id)',
            'EXISTS (SELECT FROM programmes_lecturer l'
            ' WHERE l.id = lecturer_id AND programmes_writes(l.unit_id))'),
        ('trainercourse', 'EXISTS (SELECT FROM programmes_lecturer l WHERE l.id = lecturer_id)',
            'EXISTS (SELECT FROM programmes_lecturer l'
            ' WHERE l.id = lecturer_id AND programmes_writes(l.unit_id))'),
        -- A contract is known to its two sides, and written by the one that pays.
        ('contract', 'programmes_sees(unit_id) OR EXISTS (SELECT FROM programmes_institution i'
            ' WHERE i.id = institution_id AND programmes_sees(i.unit_id))',
            'programmes_writes(unit_id)')
    ) AS told (name, seen, written)
    LOOP
        EXECUTE format('ALTER TABLE programmes_%1$s ENABLE ROW LEVEL SECURITY;'
            ' CREATE POLICY seen ON programmes_%1$s FOR SELECT USING (%2$s);'
            ' CREATE POLICY added ON programmes_%1$s FOR INSERT WITH CHECK (%3$s);'
            ' CREATE POLICY changed ON programmes_%1$s FOR UPDATE USING (%3$s) WITH CHECK (%3$s);'
            ' CREATE POLICY removed ON programmes_%1$s FOR DELETE USING (%3$s)',
            part.name, part.seen, part.written);
        PERFORM audit_watch(('programmes_' || part.name)::regclass);
    END LOOP;
END $$;

-- A file is written once. Who sees the unit that keeps it opens it, and who sees a unit that it
-- was handed over to.
ALTER TABLE programmes_document ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON programmes_document FOR SELECT USING (
    programmes_sees(unit_id) OR EXISTS (
        SELECT FROM programmes_material m
        JOIN programmes_handover_materials hm ON hm.material_id = m.id
        JOIN programmes_handover h ON h.id = hm.handover_id
        WHERE m.document_id = programmes_document.id AND programmes_sees(h.to_unit_id)));
CREATE POLICY added ON programmes_document FOR INSERT WITH CHECK (programmes_writes(unit_id));
REVOKE UPDATE, DELETE ON programmes_document FROM hientai_app;
SELECT audit_watch('programmes_document');

-- A topic and a material belong to the version that their module and topic belong to.
ALTER TABLE programmes_topic ADD CONSTRAINT topic_in_a_module_of_its_version
    FOREIGN KEY (version_id, module_id) REFERENCES programmes_module (version_id, id)
    DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE programmes_material ADD CONSTRAINT material_of_a_topic_of_its_version
    FOREIGN KEY (version_id, topic_id) REFERENCES programmes_topic (version_id, id)
    DEFERRABLE INITIALLY DEFERRED;

-- What a version teaches is written while it is a draft and stands still after that.
CREATE FUNCTION programmes_contents_stand() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM programmes_version v
               WHERE v.id = CASE WHEN TG_OP = 'DELETE' THEN OLD.version_id ELSE NEW.version_id END
                 AND v.state <> 'draft') THEN
        RAISE EXCEPTION 'modules and topics change only while the version is a draft'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'contents_stand_still';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END
$$;
CREATE TRIGGER contents_stand BEFORE INSERT OR UPDATE OR DELETE ON programmes_module
    FOR EACH ROW EXECUTE FUNCTION programmes_contents_stand();
CREATE TRIGGER contents_stand BEFORE INSERT OR UPDATE OR DELETE ON programmes_topic
    FOR EACH ROW EXECUTE FUNCTION programmes_contents_stand();

-- A version goes from state to state by the arrows of docs/programmes.md and by no others.
CREATE FUNCTION programmes_version_steps() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE facts text[] := ARRAY['state', 'approval_act', 'approved_on', 'approved_by', 'in_force',
                              'ended_ground'];
BEGIN
    IF OLD.state <> 'draft' AND (to_jsonb(OLD) - facts) <> (to_jsonb(NEW) - facts) THEN
        RAISE EXCEPTION 'a version changes only while it is a draft'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'contents_stand_still';
    END IF;
    IF OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN (
        ('draft', 'appraising'), ('draft', 'withdrawn'), ('appraising', 'draft'),
        ('appraising', 'appraised'), ('appraised', 'approved'), ('appraised', 'draft'),
        ('approved', 'replaced'), ('approved', 'withdrawn')) THEN
        RAISE EXCEPTION 'no version goes from % to %', OLD.state, NEW.state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'version_takes_its_steps';
    END IF;
    IF OLD.state IN ('approved', 'replaced', 'withdrawn') AND OLD.in_force IS NOT NULL
        AND ((OLD.approval_act, OLD.approved_on, OLD.approved_by, lower(OLD.in_force))
             IS DISTINCT FROM
             (NEW.approval_act, NEW.approved_on, NEW.approved_by, lower(NEW.in_force))
             OR (OLD.state <> 'approved' AND OLD.in_force <> NEW.in_force)) THEN
        RAISE EXCEPTION 'the act that approved a version stays'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'version_takes_its_steps';
    END IF;
    IF OLD.state = 'appraising' AND NEW.state = 'appraised' AND NOT EXISTS (
        SELECT FROM programmes_appraisal a WHERE a.version_id = NEW.id AND a.conclusion = 'passed'
        AND a.id = (SELECT max(id) FROM programmes_appraisal WHERE version_id = NEW.id)) THEN
        RAISE EXCEPTION 'no council has passed this version'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'appraised_by_a_council';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER version_steps BEFORE UPDATE ON programmes_version
    FOR EACH ROW EXECUTE FUNCTION programmes_version_steps();
CREATE FUNCTION programmes_version_begins() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF (TG_OP = 'INSERT' AND NEW.state <> 'draft') THEN
        RAISE EXCEPTION 'a version begins as a draft'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'version_takes_its_steps';
    ELSIF TG_OP = 'DELETE' AND OLD.state <> 'draft' THEN
        RAISE EXCEPTION 'only a draft is removed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'version_takes_its_steps';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END
$$;
CREATE TRIGGER version_begins BEFORE INSERT OR DELETE ON programmes_version
    FOR EACH ROW EXECUTE FUNCTION programmes_version_begins();

-- A council concludes with an odd number of members and everybody's vote; then it stands.
CREATE FUNCTION programmes_appraisal_closes() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF OLD.conclusion <> '' AND to_jsonb(OLD) <> to_jsonb(NEW) THEN
        RAISE EXCEPTION 'an appraisal that has concluded stays as it is'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'closed_appraisal_stays';
    END IF;
    IF OLD.conclusion = '' AND NEW.conclusion <> '' AND (
        (SELECT count(*) % 2 = 0 OR count(*) FILTER (WHERE m.vote = '') > 0
         FROM programmes_councilmember m WHERE m.appraisal_id = NEW.id)
        OR (NEW.conclusion = 'passed') <>
           (SELECT 2 * count(*) FILTER (WHERE m.vote = 'agree') > count(*)
            FROM programmes_councilmember m WHERE m.appraisal_id = NEW.id)) THEN
        RAISE EXCEPTION 'a council concludes with an odd number of votes, as they were cast'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'council_votes_in_odd_number';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER appraisal_closes BEFORE UPDATE ON programmes_appraisal
    FOR EACH ROW EXECUTE FUNCTION programmes_appraisal_closes();
CREATE FUNCTION programmes_council_stands() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM programmes_appraisal a WHERE a.conclusion <> '' AND a.id =
               CASE WHEN TG_OP = 'INSERT' THEN NEW.appraisal_id ELSE OLD.appraisal_id END) THEN
        RAISE EXCEPTION 'the council of a closed appraisal stays as it is'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'closed_appraisal_stays';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END
$$;
CREATE TRIGGER council_stands BEFORE INSERT OR UPDATE OR DELETE ON programmes_councilmember
    FOR EACH ROW EXECUTE FUNCTION programmes_council_stands();

-- What was handed over or recorded as an edition stays as it is.
REVOKE UPDATE, DELETE ON programmes_material, programmes_handover FROM hientai_app;
