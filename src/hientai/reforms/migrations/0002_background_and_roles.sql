-- How far an act has come is no secret, as the act is none; who answers for all of the tree
-- writes it. It is no record of anything that lasts, so it is not traced.
ALTER TABLE reforms_work ENABLE ROW LEVEL SECURITY;
CREATE POLICY everybody_reads ON reforms_work FOR SELECT USING (true);
CREATE POLICY owner_writes ON reforms_work USING ((SELECT organisations_sees_all()))
    WITH CHECK ((SELECT organisations_sees_all()));
SELECT organisations_bar_writing('reforms_work'::regclass, '(SELECT organisations_writes_all())');

-- A role that followed its unit waits for nobody's decision; nor does one that the user held at
-- the unit already, which is known by the merger its unit ended in.
UPDATE reforms_carriedrole c SET decided_at = r.done_at, decided_by = r.done_by
FROM reforms_reform r, accounts_roleassignment held
WHERE r.id = c.reform_id AND held.id = c.left_id AND (c.taken_id IS NOT NULL OR EXISTS (
    SELECT FROM organisations_succession s JOIN organisations_unitevent e ON e.id = s.event_id
    WHERE s.predecessor_id = held.unit_id AND e.kind = 'merge' AND e.on = r.on));
