-- Anyone may ask what became of a certificate whose code they hold. What is answered is what the
-- paper says, to one code; codes are drawn by chance. Who asks for codes that are none is counted.
CREATE UNLOGGED TABLE certificates_asking (
    who text PRIMARY KEY,
    minute timestamptz NOT NULL,
    asked integer NOT NULL
);
ALTER TABLE certificates_asking ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON certificates_asking FROM PUBLIC, hientai_app;

CREATE FUNCTION certificates_asked(wanted text, address text, allowed integer)
RETURNS TABLE (too_often boolean, state text, facts jsonb, replaced_by text, ended_on date)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE this_minute timestamptz := date_trunc('minute', clock_timestamp());
BEGIN
    IF EXISTS (SELECT FROM certificates_asking a WHERE a.who = address AND a.minute = this_minute
               AND a.asked >= allowed) THEN
        RETURN QUERY SELECT true, NULL, NULL::jsonb, NULL, NULL::date;
        RETURN;
    END IF;
    RETURN QUERY SELECT false, c.state,
        c.facts - '{workplace,home,status_list,status_index,signed_at,words,did}'::text[],
        n.number_text, e.on
        FROM certificates_certificate c
        LEFT JOIN certificates_certificate n ON n.id = c.replaced_by_id
        LEFT JOIN certificates_act e ON e.certificate_id = c.id AND e.what = c.state
        WHERE c.code = wanted;
    IF NOT FOUND THEN
        INSERT INTO certificates_asking AS a (who, minute, asked) VALUES (address, this_minute, 1)
        ON CONFLICT (who) DO UPDATE SET minute = EXCLUDED.minute,
            asked = CASE WHEN a.minute = EXCLUDED.minute THEN a.asked + 1 ELSE 1 END;
    END IF;
END
$$;
CREATE FUNCTION certificates_forget_asking() RETURNS void LANGUAGE sql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    DELETE FROM certificates_asking WHERE minute < now() - interval '1 day'
$$;

-- The public halves of the keys, and the places of certificates valid no more: no secret.
CREATE FUNCTION certificates_keys_published() RETURNS TABLE (
    id bigint, unit_id bigint, code text, short text, did text, since date, until date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT k.id, k.unit_id, u.code, k.short, k.did, k.since, k.until
    FROM certificates_signingkey k JOIN organisations_unit u ON u.id = k.unit_id
    ORDER BY u.code, k.since, k.id
$$;
CREATE FUNCTION certificates_list_of(key_name text, wanted integer) RETURNS TABLE (
    key_id bigint, unit_id bigint, sealed text, at timestamptz, places integer[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT k.id, k.unit_id, k.sealed, coalesce(max(a.at), k.made_at),
        coalesce(array_agg(c.status_index ORDER BY c.status_index)
                 FILTER (WHERE c.id IS NOT NULL), '{}')
    FROM certificates_signingkey k
    LEFT JOIN certificates_certificate c ON c.key_id = k.id AND c.status_list = wanted
        AND c.state <> 'valid'
    LEFT JOIN certificates_act a ON a.certificate_id = c.id AND a.what = c.state
    WHERE k.short = key_name AND wanted <= k.signed / 131072
    GROUP BY k.id
$$;
