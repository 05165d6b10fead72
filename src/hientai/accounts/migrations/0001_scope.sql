-- Roles are read before a scope is set, for they decide it; a password hash is never traced.
SELECT audit_watch('accounts_roleassignment');

-- Sight of everything is given only where the roles' units are the roots of the whole tree.
CREATE FUNCTION accounts_enter(who bigint, label text, roots bigint[], on_day date) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE whole boolean;
BEGIN
    SELECT count(*) > 0 AND bool_and(v.unit_id = ANY(roots)) INTO whole
    FROM organisations_unitversion v WHERE v.parent_id IS NULL AND v.period @> on_day;
    PERFORM set_config('hientai.actor', coalesce(who::text, ''), true),
            set_config('hientai.actor_label', label, true),
            set_config('hientai.all', CASE WHEN whole THEN 'on' ELSE 'off' END, true),
            set_config('hientai.units', CASE WHEN whole THEN '' ELSE (
                SELECT coalesce(array_agg(u), '{}')::text FROM organisations_subtree(roots, on_day) u
            ) END, true);
END
$$;
