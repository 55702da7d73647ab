"""A first statute for a public–private smart-city association, written for this product: a dozen-odd answers in, a complete
text in Italian and the rules it fixes out. ``drafting.draft`` is the way in."""
