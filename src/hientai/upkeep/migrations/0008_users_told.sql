-- Who signs in as some persons: their keys alone, so that a school tells its learners, whose records
-- it does not see.
CREATE FUNCTION upkeep_users_of(persons bigint[]) RETURNS SETOF bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT r.user_id FROM upkeep_ownrecord r WHERE r.person_id = ANY (persons)
$$;
