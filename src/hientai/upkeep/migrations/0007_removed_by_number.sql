-- What was removed of a person is asked for by number, as audit/0009 keeps it.
DO $$
DECLARE
    said text := pg_get_functiondef('upkeep_trace'::regproc);
    asked text := replace(said, 'r.before ->> ''person_id'' = ANY (known::text[])',
                          '(r.before ->> ''person_id'')::bigint = ANY (known)');
BEGIN
    IF asked = said THEN RAISE 'upkeep_trace asks in other words'; END IF;
    EXECUTE asked;
END
$$;
