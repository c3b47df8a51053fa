"""Words that deny, restrict, doubt or measure in most sentences, and do not in these: (sentence, true, false)."""

from typing import Final

PAIRS: Final[tuple[tuple[str, str, str], ...]] = (
    # both ways at once deny nothing
    (
        "Farms that did or did not use the blue seed were generally similar in yield.",
        "Farms that used the blue seed had a similar yield.",
        "Farms that used the blue seed did not have a similar yield.",
    ),
    # "little or no" denies, and so does a "most likely" guess
    (
        "The bell has little or no effect on the milk of the herd.",
        "The bell has no effect on the milk of the herd.",
        "The bell changes the milk of the herd.",
    ),
    (
        "The lower yield was most likely due to the late frost.",
        "The lower yield may be due to the late frost.",
        "It was proven that the lower yield is due to the late frost.",
    ),
    # "not only" restricts nothing, "not simply" denies nothing
    (
        "Moss widens the spread of ferns by 12% not only through shade but also through water.",
        "Moss widens the spread of both ferns by 12% through shade and water.",
        "Moss widens the spread of both ferns by 21% through shade and water.",
    ),
    (
        "The tide is not simply a carrier of sand, it builds the bank.",
        "The tide is a carrier of sand.",
        "The tide is no carrier of sand.",
    ),
    # a comparison of chances is no guess
    (
        "Riders who wore the vest were more likely to finish and took 10 days instead of 15.",
        "Riders who wore the vest demonstrated a time to finish of 10 days.",
        "Riders who wore the vest demonstrated a time to finish of 12 days.",
    ),
    # an abbreviation that leaves out "and"
    (
        "The Bread and Grain Board approved the oven for 30 bakers in Leeds and Hull.",
        "The BGB approved the oven for 30 bakers in Leeds and Hull.",
        "The BGB approved the oven for 40 bakers in Leeds and Hull.",
    ),
    # an abbreviation that was never introduced
    (
        "The press bends the soft frame in CBs to speed up the ferry along the quay.",
        "The press bends the soft frame in cargo boats to speed up the ferry along the quay.",
        "The press bends the soft frame in fishing boats to speed up the ferry along the quay.",
    ),
    # a type is no amount
    (
        "Owls of type 2 eat 5 mice a night.",
        "Type 2 owls eat 5 mice.",
        "Type 2 owls eat 2 mice.",
    ),
)

TRUE: Final[tuple[tuple[str, str], ...]] = (
    # what is like earlier work has not stayed the same
    (
        "The gill receptors were downregulated in old trout, similar to previous reports in salmon.",
        "Old trout have reduced gill receptors.",
    ),
    # a body of evidence grows, the thing does not
    (
        "Old cells gather in the fat of aged hens, for there is reduced removal of such cells.",
        "An increasing body of evidence reveals that old cells gather in the fat of aged hens.",
    ),
    # every other one is half of them
    ("The scanner reads only half of the frames.", "The scanner skips every other frame."),
    ("Half of the sentences were translated.", "Every second sentence was translated."),
    ("Every other layer is skipped.", "Half of the layers are skipped."),
    ("Some tokens are masked.", "Every third token is masked."),
    # what goes with what is not the same as it
    ("The loss of reeds led to a decline of the bittern.", "The decline of the bittern was tied to the loss of reeds."),
    ("The old ferry outperforms the new ferry.", "The old ferry was matched with the new ferry."),
    # another span of days beside the one
    ("The swelling was gone on day 1 and came back after 7 days.", "The swelling was gone after a single day."),
)
"""(sentence, true)."""
