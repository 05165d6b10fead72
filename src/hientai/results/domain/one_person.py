"""Parts that name a lecturer of two records that turn out to be one person's (P5).

Works, marks and outcomes hang on the learner, who goes along as itself.
"""

from hientai.people.domain.merging import Tail
from hientai.programmes.domain.one_person import LECTURERS, of_the_record
from hientai.shared.words import N_

PARTS = Tail("results_part", N_("Phần đánh giá"), LECTURERS.table, ("lecturer_id",), of_the_record)
