-- An institution is told of papers as a unit is: those that send people to its classes name it.
CREATE OR REPLACE FUNCTION documents_units_seen() RETURNS bigint[] LANGUAGE sql STABLE AS $$
    SELECT array_agg(u) FROM (SELECT organisations_units_seen()
                              UNION SELECT accounts_units_as('institution')) AS told (u)
$$;
