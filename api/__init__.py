"""The coordination platform of the UN Networks on Migration."""
