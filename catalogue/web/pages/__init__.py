"""What pages show, as frozen dataclasses that more than one door uses: every label, count and link is settled here."""
