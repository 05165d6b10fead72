-- A version that was taken back holds no quota: the next one that brings it in is the first again.
CREATE OR REPLACE FUNCTION training_holds_version() RETURNS trigger
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
                        AND i.kind = 'quota' AND i.item_id = t.item_id
                        AND NOT EXISTS (SELECT FROM schemes_withdrawal w WHERE w.version_id = o.id))
    LIMIT 1;
    IF held IS NOT NULL THEN
        RAISE EXCEPTION 'đã có lượt học khớp với chỉ tiêu % của phiên bản này', held
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
