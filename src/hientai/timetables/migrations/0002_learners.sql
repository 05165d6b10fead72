-- Who learned by a used seat before there were timetables.
INSERT INTO timetables_learner (training_class_id, person_id, seat_id, joined_on, joined_by, name,
                                organisation, contact, left_by)
SELECT p.training_class_id, s.person_id, s.id, lower(s.period), '–', '', '', '', ''
FROM places_seat s JOIN places_pool p ON p.id = s.of_class_id WHERE s.state = 'used';
-- What hangs on these rows is looked at now: a table with rows to be looked at later stays as it is.
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
SELECT people_restrict('timetables_learner'), people_restrict('timetables_feed');
