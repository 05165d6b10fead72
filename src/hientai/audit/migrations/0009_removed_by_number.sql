-- A person is a number: told apart as one, not letter by letter as Vietnamese sorts, for each of the
-- million rows that the undoing of an import removes.
DROP INDEX audit_event_removed_of;
CREATE INDEX audit_event_removed_of ON audit_event (((before ->> 'person_id')::bigint))
    WHERE operation = 'D';
