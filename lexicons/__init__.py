"""Makes the lexicons of word forms in `index/analysis/lexicons/` from published dictionaries; the catalogue itself
never runs this."""
