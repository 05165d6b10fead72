-- Who learns in a class is what the timetable of the class says, guests too: on its last day. A guest
-- has no account, and answers on a slip of paper.
CREATE OR REPLACE FUNCTION evaluation_without_account(class bigint) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT evaluation_writes(class) THEN
        RAISE insufficient_privilege USING MESSAGE = 'the class is another unit''s';
    END IF;
    RETURN (SELECT count(*) FROM classes_trainingclass c, timetables_learners(c.id, c.ends_on) one
        WHERE c.id = class AND (one.person_id IS NULL OR one.person_id NOT IN (
            SELECT person FROM (SELECT accounts_person_of(u.id) AS person FROM accounts_user u
                WHERE u.is_active AND EXISTS (SELECT FROM accounts_roleassignment r
                    WHERE r.user_id = u.id AND r.role IN ('learner', 'lecturer'))) known
            WHERE person IS NOT NULL)));
END
$$;
DROP FUNCTION evaluation_learners(bigint);
CREATE OR REPLACE FUNCTION evaluation_my_classes() RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT l.training_class_id FROM timetables_learner l
    JOIN classes_trainingclass c ON c.id = l.training_class_id
    WHERE l.person_id = audit_setting('person')::bigint
        AND (l.left_on IS NULL OR l.left_on > c.ends_on)
$$;
CREATE OR REPLACE FUNCTION evaluation_names(form bigint) RETURNS SETOF bytea LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT sha256(k.salt || convert_to(coalesce(one.name_folded,
        replace(regexp_replace(normalize(lower(l.name), NFD), '[\u0300-\u036f]', '', 'g'),
                'đ', 'd')), 'UTF8'))
    FROM evaluation_lock k JOIN evaluation_form f ON f.id = k.form_id
    JOIN timetables_learner l ON l.training_class_id = f.training_class_id
    LEFT JOIN people_person one ON one.id = l.person_id
    WHERE k.form_id = form
$$;
