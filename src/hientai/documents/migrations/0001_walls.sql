-- Who issues, and by which words, is no secret; it is written by who writes for the unit, words for
-- all bodies by who answers for the whole tree.
DO $$
DECLARE watched text;
BEGIN
    FOREACH watched IN ARRAY ARRAY['issuingbody', 'wording', 'paper', 'relation', 'step',
                                   'paperfile', 'counter']
    LOOP
        EXECUTE format('ALTER TABLE documents_%s ENABLE ROW LEVEL SECURITY', watched);
        EXECUTE format('REVOKE DELETE, TRUNCATE ON documents_%s FROM hientai_app', watched);
        PERFORM audit_watch(('documents_' || watched)::regclass);
    END LOOP;
END $$;

CREATE POLICY everybody_reads ON documents_issuingbody FOR SELECT USING (true);
CREATE POLICY unit_writes ON documents_issuingbody
    USING ((SELECT organisations_writes_all()) OR unit_id IN (SELECT organisations_units_written()))
    WITH CHECK ((SELECT organisations_writes_all())
                OR unit_id IN (SELECT organisations_units_written()));

CREATE POLICY everybody_reads ON documents_wording FOR SELECT USING (true);
CREATE POLICY unit_writes ON documents_wording
    USING ((SELECT organisations_writes_all()) OR EXISTS (SELECT FROM documents_issuingbody b
        WHERE b.id = body_id AND b.unit_id IN (SELECT organisations_units_written())))
    WITH CHECK ((SELECT organisations_writes_all()) OR EXISTS (SELECT FROM documents_issuingbody b
        WHERE b.id = body_id AND b.unit_id IN (SELECT organisations_units_written())));

-- A paper is seen where it is issued; once registered also by the units whose people it is about.
CREATE FUNCTION documents_units_seen() RETURNS bigint[] LANGUAGE sql STABLE AS $$
    SELECT array_agg(u) FROM organisations_units_seen() u
$$;
CREATE POLICY seen ON documents_paper FOR SELECT USING (
    (SELECT organisations_sees_all()) OR unit_id IN (SELECT organisations_units_seen())
    OR (state = 'registered' AND concerned && (SELECT documents_units_seen())));
CREATE POLICY unit_drafts ON documents_paper FOR INSERT WITH CHECK (
    (SELECT organisations_writes_all()) OR unit_id IN (SELECT organisations_units_written()));
CREATE POLICY unit_writes ON documents_paper FOR UPDATE
    USING ((SELECT organisations_writes_all()) OR unit_id IN (SELECT organisations_units_written()))
    WITH CHECK ((SELECT organisations_writes_all())
                OR unit_id IN (SELECT organisations_units_written()));

-- What hangs on a paper is seen with it and added by who writes it; nothing of it is changed later.
DO $$
DECLARE part text;
BEGIN
    FOREACH part IN ARRAY ARRAY['step', 'paperfile', 'relation']
    LOOP
        EXECUTE format('CREATE POLICY seen ON documents_%1$s FOR SELECT'
            ' USING (EXISTS (SELECT FROM documents_paper p WHERE p.id = %2$s));'
            ' CREATE POLICY added ON documents_%1$s FOR INSERT WITH CHECK ('
            '  EXISTS (SELECT FROM documents_paper p WHERE p.id = %3$s AND ('
            '    (SELECT organisations_writes_all())'
            '    OR p.unit_id IN (SELECT organisations_units_written()))));'
            ' REVOKE UPDATE ON documents_%1$s FROM hientai_app', part,
            CASE part WHEN 'relation' THEN 'later_id OR p.id = former_id' ELSE 'paper_id' END,
            CASE part WHEN 'relation' THEN 'later_id' ELSE 'paper_id' END);
    END LOOP;
END $$;

CREATE POLICY unit_counts ON documents_counter
    USING ((SELECT organisations_writes_all()) OR unit_id IN (SELECT organisations_units_written()))
    WITH CHECK ((SELECT organisations_writes_all())
                OR unit_id IN (SELECT organisations_units_written()));
CREATE POLICY unit_sees ON documents_counter FOR SELECT USING (
    (SELECT organisations_sees_all()) OR unit_id IN (SELECT organisations_units_seen()));

-- A paper is changed while it is a draft, moves one step at a time, and stands once registered.
CREATE FUNCTION documents_paper_stands() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF OLD.state IN ('registered', 'dropped') THEN
        RAISE EXCEPTION 'a registered or dropped paper is not changed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'registered_paper_stands';
    END IF;
    IF (OLD.body_id, OLD.unit_id, OLD.origin, OLD.back_dated, OLD.written_at, OLD.written_by)
        IS DISTINCT FROM
        (NEW.body_id, NEW.unit_id, NEW.origin, NEW.back_dated, NEW.written_at, NEW.written_by)
    THEN
        RAISE EXCEPTION 'who issues a paper and who drew it up stays'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'paper_keeps_its_issuer';
    END IF;
    IF OLD.state <> 'draft' AND (OLD.content, OLD.words, OLD.abstract, OLD.symbol, OLD.kind,
        OLD.purpose, OLD.signer, OLD.series, OLD.concerned, OLD.wording_id) IS DISTINCT FROM
        (NEW.content, NEW.words, NEW.abstract, NEW.symbol, NEW.kind, NEW.purpose, NEW.signer,
         NEW.series, NEW.concerned, NEW.wording_id) THEN
        RAISE EXCEPTION 'a paper that was locked for signature keeps its content'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'locked_paper_keeps_its_content';
    END IF;
    IF OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN (('draft', 'locked'),
        ('draft', 'dropped'), ('locked', 'signed'), ('locked', 'draft'), ('signed', 'registered'),
        ('signed', 'draft')) THEN
        RAISE EXCEPTION 'a paper moves one step at a time'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'paper_moves_a_step';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER paper_stands BEFORE UPDATE ON documents_paper
    FOR EACH ROW EXECUTE FUNCTION documents_paper_stands();

CREATE FUNCTION documents_paper_begins() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT (NEW.state = 'draft' OR NEW.back_dated AND NEW.state = 'registered') THEN
        RAISE EXCEPTION 'a paper begins as a draft'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'paper_begins_as_draft';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER paper_begins BEFORE INSERT ON documents_paper
    FOR EACH ROW EXECUTE FUNCTION documents_paper_begins();

-- Words that were in use are what papers were made of: written once.
CREATE FUNCTION documents_wording_stands() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF OLD.state <> 'draft' AND (to_jsonb(OLD) - 'state') IS DISTINCT FROM (to_jsonb(NEW) - 'state')
    THEN
        RAISE EXCEPTION 'words that were put into use stay as they are'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'wording_is_written_once';
    END IF;
    IF OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN
        (('draft', 'in_use'), ('draft', 'withdrawn'), ('in_use', 'withdrawn')) THEN
        RAISE EXCEPTION 'words go from draft to use and out of it'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'wording_moves_forward';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER wording_stands BEFORE UPDATE ON documents_wording
    FOR EACH ROW EXECUTE FUNCTION documents_wording_stands();
