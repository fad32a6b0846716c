"""The doors. Each audience has its own, and no door opens into another; what two show alike is in `pages`."""
