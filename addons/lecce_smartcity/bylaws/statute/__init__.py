"""A statute's text: its tree, and the way from plain text to the tree and back.

Pure package, like the whole of ``bylaws``: standard library only.
"""
