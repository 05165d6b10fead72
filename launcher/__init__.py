"""Set-up and start of the product on a machine that has `python3` alone.

Standard library only: nothing else is there when it starts.  It talks to the user in
Vietnamese, writes what the tools said to a log and turns each failure into what to do.
"""
