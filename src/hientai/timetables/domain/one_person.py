"""What two records that turn out to be one person's learned: all of it stands."""

from hientai.people.domain.merging import Part
from hientai.shared.words import N_

LEARNT = Part("timetables_learner", N_("Học trong lớp"), once=False)
FEEDS = Part("timetables_feed", N_("Địa chỉ lịch"), once=False, unsaid=frozenset({"secret_hash"}))
