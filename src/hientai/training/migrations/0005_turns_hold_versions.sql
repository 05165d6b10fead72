-- A version that brought a quota in is not taken back while turns are matched to that quota.
CREATE FUNCTION training_holds_version() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE held text;
BEGIN
    SELECT t.item_id INTO held
    FROM schemes_schemeversion v
    JOIN training_turn t ON t.scheme_id = v.scheme_id AND t.item_id <> ''
    WHERE v.id = NEW.version_id
      AND EXISTS (SELECT FROM schemes_schemeitem i
                  WHERE i.version_id = v.id AND i.kind = 'quota' AND i.item_id = t.item_id)
      AND NOT EXISTS (SELECT FROM schemes_schemeitem i JOIN schemes_schemeversion o ON o.id = i.version_id
                      WHERE o.scheme_id = v.scheme_id AND o.number < v.number
                        AND i.kind = 'quota' AND i.item_id = t.item_id)
    LIMIT 1;
    IF held IS NOT NULL THEN
        RAISE EXCEPTION 'đã có lượt học khớp với chỉ tiêu % của phiên bản này', held
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
REVOKE ALL ON FUNCTION training_holds_version() FROM PUBLIC, hientai_app;
CREATE TRIGGER turns_hold_versions BEFORE INSERT ON schemes_withdrawal
    FOR EACH ROW EXECUTE FUNCTION training_holds_version();
