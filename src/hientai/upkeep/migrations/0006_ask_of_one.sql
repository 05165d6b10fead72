-- See people/migrations/0012_ask_of_one.sql.
SELECT people_ask_of_one('upkeep_ownrecord'::regclass),
       people_ask_of_one('upkeep_correctionrequest'::regclass),
       people_ask_of_one('audit_recordread'::regclass);
