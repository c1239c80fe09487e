"""How well: cases put to the real service, scored. Imports everything, imported by nothing."""
