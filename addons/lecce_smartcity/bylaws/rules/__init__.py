"""The rules of law and statute as data: dated, typed, cited, resolved for a day.

``values`` what a rule's value can be; ``catalogue`` every rule with the law's own values; ``derogation`` what a statute
may say instead; ``resolution`` what holds on a day, and where it is written.
"""
