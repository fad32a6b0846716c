"""Measurements on real material, side by side with others where there are others."""
