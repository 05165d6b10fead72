-- A certificate is seen by its issuer and who stands above, with its person, and by the person; it is
-- issued for the unit that writes for itself. Nothing is removed.
CREATE FUNCTION certificates_units_seen() RETURNS SETOF bigint
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT organisations_units_seen() UNION SELECT programmes_institutions()
$$;
CREATE FUNCTION certificates_units_written() RETURNS SETOF bigint
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT organisations_units_written() UNION SELECT programmes_institutions()
$$;
DO $$
DECLARE
    watched text;
    unit_sees text := '(SELECT organisations_sees_all())'
        ' OR unit_id IN (SELECT certificates_units_seen())';
    unit_writes text := '(SELECT organisations_writes_all())'
        ' OR unit_id IN (SELECT certificates_units_written())';
BEGIN
    FOREACH watched IN ARRAY ARRAY['template', 'signingkey', 'book', 'batch', 'entry',
                                   'certificate', 'act', 'printfile', 'outside']
    LOOP
        EXECUTE format('ALTER TABLE certificates_%s ENABLE ROW LEVEL SECURITY', watched);
        EXECUTE format('REVOKE DELETE, TRUNCATE ON certificates_%s FROM hientai_app', watched);
        PERFORM audit_watch_aside(('certificates_' || watched)::regclass);
    END LOOP;
    FOREACH watched IN ARRAY ARRAY['signingkey', 'book', 'batch', 'certificate']
    LOOP
        EXECUTE format('CREATE POLICY seen ON certificates_%1$s FOR SELECT USING (%2$s);'
            ' CREATE POLICY added ON certificates_%1$s FOR INSERT WITH CHECK (%3$s);'
            ' CREATE POLICY changed ON certificates_%1$s FOR UPDATE USING (%3$s) WITH CHECK (%3$s)',
            watched, unit_sees, unit_writes);
    END LOOP;
    -- What hangs on a list is seen and added with it.
    FOREACH watched IN ARRAY ARRAY['entry', 'printfile']
    LOOP
        EXECUTE format('CREATE POLICY seen ON certificates_%1$s FOR SELECT USING ('
            '  EXISTS (SELECT FROM certificates_batch b WHERE b.id = batch_id));'
            ' CREATE POLICY added ON certificates_%1$s FOR INSERT WITH CHECK ('
            '  EXISTS (SELECT FROM certificates_batch b WHERE b.id = batch_id AND ('
            '   (SELECT organisations_writes_all())'
            '   OR b.unit_id IN (SELECT certificates_units_written()))))', watched);
    END LOOP;
END $$;
CREATE POLICY everybody_reads ON certificates_template FOR SELECT USING (true);
CREATE POLICY unit_writes ON certificates_template
    USING ((SELECT organisations_writes_all()) OR unit_id IN (SELECT certificates_units_written()))
    WITH CHECK ((SELECT organisations_writes_all())
                OR unit_id IN (SELECT certificates_units_written()));
CREATE POLICY of_people ON certificates_certificate FOR SELECT USING (
    person_id IN (SELECT people_in_scope())
    OR person_id = (SELECT audit_setting('person')::bigint));
-- A merger of records takes their certificates along; the trigger below lets nothing else change.
CREATE POLICY people_merge ON certificates_certificate FOR UPDATE
    USING (person_id IN (SELECT people_in_written_scope()))
    WITH CHECK (person_id IN (SELECT people_in_written_scope()));
CREATE POLICY people_see ON certificates_entry FOR SELECT USING (
    person_id IN (SELECT people_in_scope()));
CREATE POLICY people_merge ON certificates_entry FOR UPDATE
    USING ((SELECT organisations_writes_all())
           OR person_id IN (SELECT people_in_written_scope()))
    WITH CHECK ((SELECT organisations_writes_all())
                OR person_id IN (SELECT people_in_written_scope()));
CREATE POLICY seen ON certificates_act FOR SELECT USING (
    EXISTS (SELECT FROM certificates_certificate c WHERE c.id = certificate_id));
CREATE POLICY added ON certificates_act FOR INSERT WITH CHECK (
    EXISTS (SELECT FROM certificates_certificate c WHERE c.id = certificate_id AND (
        (SELECT organisations_writes_all())
        OR c.unit_id IN (SELECT certificates_units_written()))));
REVOKE UPDATE ON certificates_act, certificates_printfile FROM hientai_app;
-- What came from elsewhere goes with the person.
CREATE POLICY own_people ON certificates_outside
    USING ((SELECT organisations_sees_all()) OR person_id IN (SELECT people_in_scope()));
CREATE POLICY the_person ON certificates_outside FOR SELECT USING (
    person_id = (SELECT audit_setting('person')::bigint));
SELECT organisations_bar_writing('certificates_outside',
    '(SELECT organisations_writes_all()) OR person_id IN (SELECT people_in_written_scope())');
SELECT people_restrict('certificates_certificate'), people_restrict('certificates_entry'),
       people_restrict('certificates_outside');

-- Numbers only go on.
CREATE FUNCTION certificates_book_goes_on() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.last < OLD.last OR (NEW.unit_id, NEW.year, NEW.series)
        IS DISTINCT FROM (OLD.unit_id, OLD.year, OLD.series) THEN
        RAISE EXCEPTION 'numbers of a book only go on'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'book_goes_on';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER book_goes_on BEFORE UPDATE ON certificates_book
    FOR EACH ROW EXECUTE FUNCTION certificates_book_goes_on();

-- A list is looked through, confirmed with its numbers, issued whole. Its numbers were given by the
-- book under its lock; it is issued when nobody of it waits.
CREATE FUNCTION certificates_batch_steps() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE facts text[] := ARRAY['state', 'ended_at'];
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'prepared' THEN
            RAISE EXCEPTION 'a list begins as one to be looked through'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'certificate_list_takes_its_steps';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN (('prepared', 'issuing'),
            ('prepared', 'dropped'), ('issuing', 'issued'))
        OR OLD.state <> 'prepared' AND (to_jsonb(OLD) - facts) <> (to_jsonb(NEW) - facts) THEN
        RAISE EXCEPTION 'a confirmed list stays as it is'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'certificate_list_takes_its_steps';
    END IF;
    IF OLD.state = 'prepared' AND NEW.state = 'issuing' AND (
        NEW.total <> (SELECT count(*) FROM certificates_entry e WHERE e.batch_id = NEW.id)
        OR NEW.total <> (SELECT max(position) FROM certificates_entry e WHERE e.batch_id = NEW.id)
        OR NOT EXISTS (SELECT FROM certificates_book k WHERE k.unit_id = NEW.unit_id
            AND k.series = NEW.kind AND k.year = extract(year FROM NEW.signed_on)
            AND k.last = NEW.first + NEW.total - 1)) THEN
        RAISE EXCEPTION 'a list is confirmed with the numbers its book gave it'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'certificate_list_has_its_numbers';
    END IF;
    IF NEW.state = 'issued' AND OLD.state <> 'issued' AND EXISTS (
        SELECT FROM certificates_entry e LEFT JOIN certificates_certificate c ON c.entry_id = e.id
        WHERE e.batch_id = NEW.id AND c.id IS NULL) THEN
        RAISE EXCEPTION 'somebody of the list has no certificate yet'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'certificate_list_is_issued_whole';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER batch_steps BEFORE INSERT OR UPDATE ON certificates_batch
    FOR EACH ROW EXECUTE FUNCTION certificates_batch_steps();

-- Who stands on a list is written while it is looked through. A person of the register stands on the
-- list of a class where they have a place, or where who writes their record puts them.
CREATE FUNCTION certificates_entry_stands() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF (to_jsonb(OLD) - 'person_id') <> (to_jsonb(NEW) - 'person_id') THEN
            RAISE EXCEPTION 'who stands on a list stays as they were written'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'certificate_entry_stands';
        END IF;
        RETURN NEW;
    END IF;
    IF EXISTS (SELECT FROM certificates_batch b WHERE b.id = NEW.batch_id
               AND b.state <> 'prepared') THEN
        RAISE EXCEPTION 'nobody is added to a confirmed list'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'certificate_entry_stands';
    END IF;
    IF NEW.person_id IS NOT NULL AND NOT organisations_writes_all()
        AND NOT EXISTS (SELECT FROM people_in_written_scope() p WHERE p = NEW.person_id)
        AND NOT EXISTS (SELECT FROM certificates_batch b
            JOIN places_pool p ON p.training_class_id = b.training_class_id
            JOIN places_seat s ON s.of_class_id = p.id AND s.state = 'used'
            WHERE b.id = NEW.batch_id AND s.person_id = NEW.person_id)
        OR NEW.turn_id IS NOT NULL AND NOT EXISTS (SELECT FROM training_turn t
            WHERE t.id = NEW.turn_id AND t.person_id = NEW.person_id
              AND (organisations_writes_all()
                   OR EXISTS (SELECT FROM people_in_written_scope() p WHERE p = NEW.person_id)
                   OR EXISTS (SELECT FROM places_seat s WHERE s.turn_id = t.id)))
    THEN
        RAISE EXCEPTION 'only people of the class are put on its list'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'certificate_for_who_was_there';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER entry_stands BEFORE INSERT OR UPDATE ON certificates_entry
    FOR EACH ROW EXECUTE FUNCTION certificates_entry_stands();

-- A certificate is what its list says, under the number that its place on the list has. Later only
-- what became of it changes, and that is what an act says.
CREATE FUNCTION certificates_certificate_stands() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE facts text[] := ARRAY['person_id', 'state', 'replaced_by_id'];
BEGIN
    IF TG_OP = 'INSERT' AND NOT EXISTS (
        SELECT FROM certificates_entry e JOIN certificates_batch b ON b.id = e.batch_id
        WHERE e.id = NEW.entry_id AND b.state = 'issuing' AND b.unit_id = NEW.unit_id
          AND b.kind = NEW.kind AND b.signed_on = NEW.signed_on AND b.key_id = NEW.key_id
          AND extract(year FROM b.signed_on) = NEW.year AND NEW.state = 'valid'
          AND NEW.number = b.first + e.position - 1 AND e.name = NEW.name
          AND (e.person_id, e.turn_id, b.training_class_id) IS NOT DISTINCT FROM
              (NEW.person_id, NEW.turn_id, NEW.training_class_id)) THEN
        RAISE EXCEPTION 'a certificate is what its list says'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'certificate_follows_its_list';
    END IF;
    IF TG_OP = 'UPDATE' AND ((to_jsonb(OLD) - facts) <> (to_jsonb(NEW) - facts)
        OR (OLD.state, OLD.replaced_by_id) IS DISTINCT FROM (NEW.state, NEW.replaced_by_id)
        AND (OLD.state <> 'valid' OR NOT EXISTS (SELECT FROM certificates_act a
             WHERE a.certificate_id = NEW.id AND a.what = NEW.state
               AND a.by_certificate_id IS NOT DISTINCT FROM NEW.replaced_by_id))) THEN
        RAISE EXCEPTION 'an issued certificate is not written over'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'issued_certificate_stands';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER certificate_stands BEFORE INSERT OR UPDATE ON certificates_certificate
    FOR EACH ROW EXECUTE FUNCTION certificates_certificate_stands();

-- What is certified was completed: the turn that was still under way is, and names the certificate.
-- The issuer need not see the person's record.
CREATE FUNCTION certificates_complete_turns() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    UPDATE training_turn t SET certificate_number = n.number_text,
        result = CASE t.result WHEN 'studying' THEN 'completed' ELSE t.result END,
        ends_on = coalesce(t.ends_on, nullif(n.facts ->> 'ends_on', '')::date, n.signed_on)
    FROM new_rows n WHERE t.id = n.turn_id AND t.result IN ('studying', 'completed');
    RETURN NULL;
END
$$;
CREATE TRIGGER complete_turns AFTER INSERT ON certificates_certificate
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION certificates_complete_turns();

-- An act is followed at once: the certificate, and the turn where the course counts no more.
CREATE FUNCTION certificates_follow_act() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NEW.what = 'replaced' AND NOT EXISTS (
        SELECT FROM certificates_certificate o JOIN certificates_certificate n
            ON n.unit_id = o.unit_id AND n.facts ->> 'replaces' = o.number_text
        WHERE o.id = NEW.certificate_id AND n.id = NEW.by_certificate_id) THEN
        RAISE EXCEPTION 'what replaces a certificate says so'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'replacement_says_so';
    END IF;
    IF NEW.what IN ('revoked', 'replaced') THEN
        UPDATE certificates_certificate SET state = NEW.what, replaced_by_id = NEW.by_certificate_id
        WHERE id = NEW.certificate_id;
    END IF;
    IF NEW.what = 'revoked' THEN
        UPDATE training_turn t SET certificate_number = '',
            result = CASE WHEN NEW.counts THEN t.result ELSE 'failed' END
        FROM certificates_certificate c WHERE c.id = NEW.certificate_id AND t.id = c.turn_id;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER follow_act AFTER INSERT ON certificates_act
    FOR EACH ROW EXECUTE FUNCTION certificates_follow_act();

-- A key signs until it is replaced; its halves never change.
CREATE FUNCTION certificates_key_stands() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE facts text[] := ARRAY['until', 'ended_by', 'ended_ground', 'signed', 'sealed'];
BEGIN
    IF (to_jsonb(OLD) - facts) <> (to_jsonb(NEW) - facts) OR NEW.signed < OLD.signed
        OR OLD.until IS NOT NULL AND (to_jsonb(OLD) - 'sealed') <> (to_jsonb(NEW) - 'sealed') THEN
        RAISE EXCEPTION 'a key stays what it is'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'signing_key_stands';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER key_stands BEFORE UPDATE ON certificates_signingkey
    FOR EACH ROW EXECUTE FUNCTION certificates_key_stands();

-- Words that were in use are what certificates were printed with.
CREATE FUNCTION certificates_template_stands() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF OLD.state <> 'draft' AND (to_jsonb(OLD) - 'state') <> (to_jsonb(NEW) - 'state')
        OR OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN
            (('draft', 'in_use'), ('draft', 'withdrawn'), ('in_use', 'withdrawn')) THEN
        RAISE EXCEPTION 'a template that was put into use stays as it is'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'certificate_template_stands';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER template_stands BEFORE UPDATE ON certificates_template
    FOR EACH ROW EXECUTE FUNCTION certificates_template_stands();

-- What was checked stays as it was checked, what was recorded as it was recorded.
CREATE FUNCTION certificates_outside_stands() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE facts text[] := ARRAY['state', 'checker', 'checked_by', 'checked_at', 'reason',
                              'degree_id', 'turn_id', 'person_id'];
BEGIN
    IF TG_OP = 'INSERT' AND NEW.state <> 'waiting'
        OR TG_OP = 'UPDATE' AND ((to_jsonb(OLD) - facts) <> (to_jsonb(NEW) - facts)
            OR OLD.state <> 'waiting'
            AND (to_jsonb(OLD) - '{person_id,degree_id,turn_id}'::text[])
                <> (to_jsonb(NEW) - '{person_id,degree_id,turn_id}'::text[])) THEN
        RAISE EXCEPTION 'what was checked stays'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'checked_outside_stands';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER outside_stands BEFORE INSERT OR UPDATE ON certificates_outside
    FOR EACH ROW EXECUTE FUNCTION certificates_outside_stands();

-- Who learned in a class, for who issues its certificates: an institution sees no records.
CREATE FUNCTION certificates_learners(wanted bigint) RETURNS TABLE (
    person_id bigint, code text, name text, birth_date date, birth_precision text, unit_id bigint,
    turn_id bigint, result text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT p.id, p.code, p.name, p.birth_date, p.birth_precision, s.unit_id, s.turn_id, t.result
    FROM classes_trainingclass c
    JOIN programmes_institution i ON i.id = c.institution_id
    JOIN places_pool l ON l.training_class_id = c.id
    JOIN places_seat s ON s.of_class_id = l.id AND s.state = 'used'
    JOIN people_person p ON p.id = s.person_id
    LEFT JOIN training_turn t ON t.id = s.turn_id
    WHERE c.id = wanted AND (organisations_writes_all()
        OR i.unit_id IN (SELECT certificates_units_written()))
$$;
REVOKE ALL ON FUNCTION certificates_batch_steps(), certificates_entry_stands(),
    certificates_certificate_stands(), certificates_complete_turns(), certificates_follow_act()
    FROM PUBLIC, hientai_app;
