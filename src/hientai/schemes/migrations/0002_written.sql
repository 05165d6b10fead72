-- A scheme is brought in by who may write everywhere, not by who merely sees everything.
SELECT organisations_bar_writing('schemes_scheme', '(SELECT organisations_writes_all())'),
       organisations_bar_writing('schemes_schemeversion', '(SELECT organisations_writes_all())'),
       organisations_bar_writing('schemes_schemeitem', '(SELECT organisations_writes_all())');
