"""The kiosks' door."""
