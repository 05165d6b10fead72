"""The second province of tests: its districts before any was merged, as the register codes them."""

DISTRICTS = (
    "TAMKY",
    "HOIAN",
    "DIENBAN",
    "THANGBINH",
    "BACTRAMY",
    "NAMTRAMY",
    "NUITHANH",
    "PHUOCSON",
    "TIENPHUOC",
    "HIEPDUC",
    "NONGSON",
    "DONGGIANG",
    "NAMGIANG",
    "DAILOC",
    "PHUNINH",
    "TAYGIANG",
    "DUYXUYEN",
    "QUESON",
)
