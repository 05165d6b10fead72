-- After an import that wrote much, the statistics of the register are made anew at once: until the
-- server does so by itself, a query over tables that have just grown a hundredfold can be planned
-- for tables that were nearly empty.
CREATE FUNCTION intake_counted() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    ANALYZE people_person, people_post, people_grade, people_degree, people_rating,
        people_discipline, people_plannedtitle;
END $$;
