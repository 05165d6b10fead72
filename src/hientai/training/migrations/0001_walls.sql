-- A turn is seen with its person, or, for a person of former times, as far as it began before leaving.
CREATE FUNCTION training_turn_of_former_time() RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT t.id FROM training_turn t JOIN people_formerly_in_scope() f USING (person_id)
    WHERE t.starts_on < f.left_on
$$;
ALTER TABLE training_turn ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_people ON training_turn
    USING ((SELECT organisations_sees_all()) OR person_id IN (SELECT people_in_scope()));
CREATE POLICY former_people ON training_turn FOR SELECT
    USING (id IN (SELECT training_turn_of_former_time()));
SELECT audit_watch('training_turn');
