"""Minutes (verbale) of a sitting: facts in, sections of prose out, Italian and English."""
