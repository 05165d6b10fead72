SELECT organisations_bar_writing('training_turn',
    '(SELECT organisations_writes_all()) OR person_id IN (SELECT people_in_written_scope())');
