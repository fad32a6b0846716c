"""Ours and its peers behind one face. Each module opens an engine from the folder it was built in."""
