"""What a scheme is and what follows from it, decided over values alone.

`pack` models the files of a scheme, `reading` turns their text into a pack or says file, line,
item and remedy, `checks` holds an item against the others, `groups` compiles a target group into
conditions over the Standing frame, `judging` says which conditions judge which quota,
`items` lists a pack as the table stores it, `differences` compares two packs.
"""
