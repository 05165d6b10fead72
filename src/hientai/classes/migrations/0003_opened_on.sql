-- Until now a class and a list of demand knew only when they were written down.
ALTER TABLE classes_trainingclass DISABLE TRIGGER USER;
UPDATE classes_trainingclass SET opened_on = (opened_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date,
    withdrawn_on = (withdrawn_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date;
ALTER TABLE classes_trainingclass ENABLE TRIGGER USER;
ALTER TABLE classes_demand DISABLE TRIGGER USER;
UPDATE classes_demand SET opened_on = (opened_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date;
ALTER TABLE classes_demand ENABLE TRIGGER USER;
