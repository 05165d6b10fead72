-- See people/migrations/0012_ask_of_one.sql.
SELECT people_ask_of_one('timetables_learner'::regclass),
       people_ask_of_one('timetables_classes_seen'::regproc),
       people_ask_of_one('timetables_learners'::regproc);
