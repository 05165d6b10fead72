-- The papers that send people to a class, for who keeps it: the lists of other units are not the
-- institution's to see, the papers it is told of are (documents' own wall still decides which).
CREATE FUNCTION decisions_papers_of_class(of_class bigint) RETURNS SETOF bigint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT s.paper_id FROM nominations_nominationlist l
    JOIN decisions_sending s ON s.list_id = l.id
    WHERE l.training_class_id = of_class
$$;
