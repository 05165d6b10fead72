-- The units in scope as ranges of their numbers (decision 15): some thousands of units were read
-- from a text of as many numbers for every table of every query. Units are made together, so that
-- even a province is a handful of ranges; a single question whether one unit lies within them costs
-- nothing.
CREATE FUNCTION organisations_sight() RETURNS int8multirange LANGUAGE sql STABLE AS $$
    SELECT coalesce(audit_setting('units')::int8multirange, '{}')
$$;
CREATE FUNCTION organisations_sight_to_write() RETURNS int8multirange LANGUAGE sql STABLE AS $$
    SELECT coalesce(audit_setting('units_written')::int8multirange, '{}')
$$;
CREATE FUNCTION organisations_in_ranges(ranges int8multirange) RETURNS SETOF bigint
LANGUAGE sql IMMUTABLE AS $$
    SELECT generate_series(lower(r), upper(r) - 1) FROM unnest(ranges) r
$$;
CREATE OR REPLACE FUNCTION organisations_units_seen() RETURNS SETOF bigint LANGUAGE sql STABLE AS $$
    SELECT organisations_in_ranges(organisations_sight())
$$;
CREATE OR REPLACE FUNCTION organisations_units_written() RETURNS SETOF bigint LANGUAGE sql STABLE AS $$
    SELECT organisations_in_ranges(organisations_sight_to_write())
$$;
CREATE FUNCTION organisations_ranges(units bigint[]) RETURNS int8multirange LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce(range_agg(int8range(first, last, '[]')), '{}')
    FROM (SELECT min(unit) AS first, max(unit) AS last
          FROM (SELECT unit, unit - row_number() OVER (ORDER BY unit) AS run
                FROM (SELECT DISTINCT unnest(units) AS unit) every) numbered
          GROUP BY run) runs
$$;

-- Raised by every change of the tree, for what is kept of it; of each backend its own count, so that
-- nobody waits for another's row.
CREATE TABLE organisations_mark (backend integer PRIMARY KEY, count bigint NOT NULL);
REVOKE ALL ON organisations_mark FROM hientai_app;
CREATE FUNCTION organisations_raise_mark() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    INSERT INTO organisations_mark AS m VALUES (pg_backend_pid(), 1)
    ON CONFLICT (backend) DO UPDATE SET count = m.count + 1;
    RETURN NULL;
END
$$;
CREATE TRIGGER tree_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON organisations_unitversion
FOR EACH STATEMENT EXECUTE FUNCTION organisations_raise_mark();

-- Walls that ask whether a unit is among those in scope ask it of the ranges. Policies keep what they
-- say; `asked` is the table they stand on.
CREATE FUNCTION organisations_asking_ranges(said text) RETURNS text LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT regexp_replace(regexp_replace(said,
        '([\w.]+) IN \(\s*SELECT organisations_units_seen\(\)(?: AS organisations_units_seen)?\)',
        '\1 <@ (SELECT organisations_sight())', 'g'),
        '([\w.]+) IN \(\s*SELECT organisations_units_written\(\)(?: AS organisations_units_written)?\)',
        '\1 <@ (SELECT organisations_sight_to_write())', 'g')
$$;
CREATE FUNCTION organisations_ask_ranges(of_table regclass) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE wall record;
BEGIN
    FOR wall IN
        SELECT polname, concat(' USING (' || pg_get_expr(polqual, polrelid) || ')',
                               ' WITH CHECK (' || pg_get_expr(polwithcheck, polrelid) || ')') AS said
        FROM pg_policy WHERE polrelid = of_table
    LOOP
        IF wall.said <> organisations_asking_ranges(wall.said) THEN
            EXECUTE format('ALTER POLICY %I ON %s %s', wall.polname, of_table,
                           organisations_asking_ranges(wall.said));
        END IF;
    END LOOP;
END
$$;
REVOKE ALL ON FUNCTION organisations_asking_ranges(text), organisations_ask_ranges(regclass)
    FROM PUBLIC, hientai_app;
