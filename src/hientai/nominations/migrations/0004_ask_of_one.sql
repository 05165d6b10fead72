-- See people/migrations/0012_ask_of_one.sql.
SELECT people_ask_of_one('nominations_nomination'::regclass),
       people_ask_of_one('nominations_lists_of_people'::regproc);
