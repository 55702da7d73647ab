"""The demo story, told by ``scripts/run``: two associations, one setting itself up with the help of the other.

Public bodies exist, with their public identifiers; people, companies and associations are invented.
"""
