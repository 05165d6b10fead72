-- Which of the own people went along with an act is seen, and corrected when two of their records
-- become one, by who answers for those people; all of it by who answers for all of the tree.
DROP POLICY who_adds ON reforms_carriedpost;
DROP POLICY who_changes ON reforms_carriedpost;
DROP POLICY who_removes ON reforms_carriedpost;
SELECT organisations_bar_writing('reforms_carriedpost',
    '(SELECT organisations_writes_all()) OR taken_id IN (SELECT p.id FROM people_post p'
    ' WHERE p.person_id IN (SELECT people_in_written_scope()))');
CREATE POLICY of_own_people ON reforms_carriedpost USING (taken_id IN (
    SELECT p.id FROM people_post p WHERE p.person_id IN (SELECT people_in_scope())));
