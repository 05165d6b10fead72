-- See people/migrations/0012_ask_of_one.sql.
SELECT people_ask_of_one('training_turn'::regclass);
