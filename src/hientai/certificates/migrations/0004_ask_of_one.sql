-- See people/migrations/0012_ask_of_one.sql.
SELECT people_ask_of_one('certificates_certificate'::regclass),
       people_ask_of_one('certificates_entry'::regclass),
       people_ask_of_one('certificates_outside'::regclass),
       people_ask_of_one('certificates_entry_stands'::regproc);
