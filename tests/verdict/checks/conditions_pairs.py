"""What depends on a condition does not hold either way."""

PAIRS = (
    ("If the lamp is cold, the sensor only reports the last reading.",
     "With a cold lamp the sensor gives its last reading.",
     "The sensor reports a new reading whether or not the lamp is cold."),
    ("The pump starts only when the tank is full.",
     "A full tank is needed for the pump to start.",
     "The pump starts whether or not the tank is full."),
    ("Letters are forwarded unless the address is foreign.",
     "Letters with a foreign address are not forwarded.",
     "Letters are forwarded regardless of whether the address is foreign."),
    ("Members may vote provided that their fees are paid.",
     "Members whose fees are paid may vote.",
     "Members may vote irrespective of their fees."),
    ("The gate opens only for drivers with a card.",
     "Drivers with a card pass the gate.",
     "The gate opens for drivers no matter whether they hold a card."),
    ("The index is rebuilt as long as the disk has space.",
     "The index is rebuilt while there is space on the disk.",
     "The index is rebuilt regardless of the space on the disk."),
    ("If the reader is tired, errors double; the order of the pages changes nothing.",
     "Errors stay the same regardless of the order of the pages.",
     "Errors stay the same regardless of whether the reader is tired."),
)  # fmt: skip
"""Sentence, true claim, false claim."""
