-- What an act changed is no secret among those who signed in, as the tree is none; only who
-- answers for all of the tree writes it. Which posts and roles it carried is seen by those alone.
DO $$
DECLARE watched text;
BEGIN
    FOREACH watched IN ARRAY ARRAY['reform', 'reform_events', 'carriedpost', 'carriedrole']
    LOOP
        EXECUTE format('ALTER TABLE reforms_%1$s ENABLE ROW LEVEL SECURITY;'
            ' CREATE POLICY owner_writes ON reforms_%1$s USING ((SELECT organisations_sees_all()))'
            ' WITH CHECK ((SELECT organisations_sees_all()))', watched);
        PERFORM organisations_bar_writing(('reforms_' || watched)::regclass,
                                          '(SELECT organisations_writes_all())');
        PERFORM audit_watch(('reforms_' || watched)::regclass);
    END LOOP;
END $$;
CREATE POLICY everybody_reads ON reforms_reform FOR SELECT USING (true);
CREATE POLICY everybody_reads ON reforms_reform_events FOR SELECT USING (true);
