-- Until now a change knew only when it was written down.
ALTER TABLE timetables_change DISABLE TRIGGER USER;
UPDATE timetables_change SET "on" = (made_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date;
ALTER TABLE timetables_change ENABLE TRIGGER USER;
