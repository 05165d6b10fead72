-- Who only looks hands in nothing, and changes no batch that others handed in.
SELECT organisations_bar_writing('intake_importbatch',
    '(SELECT organisations_writes_all()) OR unit_id IN (SELECT organisations_units_written())');
SELECT organisations_bar_writing('intake_importpart',
    '(SELECT organisations_writes_all()) OR batch_id IN (SELECT id FROM intake_importbatch'
    ' WHERE unit_id IN (SELECT organisations_units_written()))');
