-- As the parts of a record are: see people/migrations/0008_asked_one_by_one.sql.
ALTER POLICY own_people ON training_turn
    USING ((SELECT organisations_sees_all())
           OR EXISTS (SELECT FROM people_within w WHERE w.id = person_id));
