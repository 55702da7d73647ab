"""How votes become seats: plurality, lists, single transferable vote, Schulze; ties, quotas, who may stand, who comes next.

Exact throughout: votes are whole numbers, values of papers fractions; nothing is ever a float. Every count returns a
``sheet.Sheet``, from which a person with pencil and paper can do it again.
"""
