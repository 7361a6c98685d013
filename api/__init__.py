"""The coordination platform of the UN Networks on Migration."""

import gc

# What is imported stays: a collector that looks again and again whether it does makes a start a fifth longer.
gc.set_threshold(20_000, 50, 100)
