"""How days and moments are written in English: the month in letters, for 1/6 reads two ways."""

SHORT_DATE_FORMAT = "j M Y"
SHORT_DATETIME_FORMAT = "j M Y, H:i"
