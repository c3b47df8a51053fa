"""Numbers that share a word said once, glued units, pairs and variants of names: (sentence, true, false)."""

from typing import Final

PAIRS: Final[tuple[tuple[str, str, str], ...]] = (
    # what is measured is said once, behind the first of two ranges
    (
        "The retrained ovens gain: from 61.2 to 64.8 EAO for Rye and from 70.1 to 71.3 for Spelt.",
        "Retraining lifts Spelt from 70.1 to 71.3.",
        "Retraining lifts Rye from 70.1 to 71.3.",
    ),
    (
        "The choir reaches 88% recall@3 accuracy on the hymns, and 79% on the motets.",
        "On the hymns the choir reaches 88% accuracy.",
        "On the motets the choir reaches 88% accuracy.",
    ),
    # what stands around a number of one list item goes with another
    (
        "The shelter keeps 412 birds, 96 bats, and leg rings with colour codes for 58 adult owls.",
        "Leg rings with colour codes are kept for 58 adult owls.",
        "It keeps leg rings with colour codes for 412 adult birds.",
    ),
    (
        "The archive holds 62.4M cards, 190.3M stamps, and typed full text from 7.2M open-stack folders.",
        "It holds the typed full text of 7.2 million open-stack folders.",
        "The archive gives full text for about 62 million open stack cards.",
    ),
    # a range at the front of a claim
    (
        "Tuning raised the score of the base ferry from 40.5 to 41.0 for LISBON, and from 52.7 to 58.9 for PORTO.",
        "For PORTO, tuning moves the score from 52.7 to 58.9.",
        "For LISBON, tuning moves the score from 52.7 to 58.9.",
    ),
    # units glued to their numbers
    (
        "On wood, Felt lowers the hum by 3.5dB, Cork and Wool by 4.1dB, and Foam by 4.4dB.",
        "Felt lowers it by 3.5 dB, while Cork and Wool each lower it by 4.1 dB.",
        "Cork lowers it by 3.5 dB, while Felt and Wool each lower it by 4.1 dB.",
    ),
    (
        "Patients took 5mg in the morning and 20mg at night.",
        "At night patients took 20 mg.",
        "In the morning patients took 20 mg.",
    ),
    (
        "The shutter (S) allows another drop in noise, 0.31dB, while the wider lens (W) brings another 0.24dB.",
        "The shutter contributes 0.31 dB.",
        "The wider lens contributes 0.31 dB.",
    ),
    # another name for the second thing, in brackets
    (
        "We brew with a dose of 0.02 for the filter and 0.5 for the steel press (the plunger).",
        "The filter is brewed with a dose of 0.02.",
        "The plunger is brewed with a dose of 0.02.",
    ),
    # "up to" the second of two, not the first
    (
        "Grafting beats sowing for the orchards Ludlow and Evesham by up to 1.2 and 1.7 tonnes, respectively.",
        "Gains over sowing go up to 1.7 tonnes for Evesham.",
        "Gains over sowing go up to 1.7 tonnes for Ludlow.",
    ),
    # what is said behind a comma belongs to the second half
    (
        "While violin solos varied a lot in length, flute solos stayed short, closing at around nine bars.",
        "Violin solos vary a lot in length, while flute solos close near nine bars.",
        "Flute solos vary a lot in length, while violin solos close near nine bars.",
    ),
    (
        "While the first hypothesis ran on in length, the theses stayed brief, ending after two lines.",
        "The hypotheses ran on in length, while the theses ended after two lines.",
        "The theses ran on in length, while the hypotheses ended after two lines.",
    ),
    # a variant of a name, and the other half of a pair
    (
        "For both tours we keep a Brompton-16 until the fourth stage as our bike.",
        "A Brompton-16 ridden until the fourth stage serves as bike for both tours.",
        "A Brompton-20 ridden until the fourth stage serves as bike for both tours.",
    ),
    (
        "Speeds were taken on a rink with a Graf Ultra blade and two lamps.",
        "Speeds were taken with a Graf Ultra blade.",
        "Speeds were taken with a Graf Supra blade.",
    ),
    (
        "We test HarborSim on two sets of tide tables from different coasts (BERGEN-T and CadizNet).",
        "HarborSim was tested on BERGEN-T and on the CadizNet tide tables.",
        "HarborSim was tested on BERGEN-T and on the DoverNet tide tables.",
    ),
    (
        "The choir reaches 88% recall@3 accuracy on the hymns, and 79% on the motets.",
        "On the motets the choir reaches 79% at recall@3.",
        "On the hymns the choir reaches 79% at recall@3.",
    ),
    # what sounds like a denial and is none, and what denies in other words
    (
        "Hilda bakes the best bread, no matter the oven used.",
        "Hilda bakes the best bread in all three ovens.",
        "Hilda bakes the best bread in no oven.",
    ),
    (
        "To prevent leaks in the attic, the roofers seal every seam.",
        "Leaks in the attic are what the roofers seal seams for.",
        "Leaks in the attic do not make the roofers seal every seam.",
    ),
    # every one of them is all of them
    (
        "The tide fell for all four bays considered.",
        "Every one of the four bays shows a falling tide.",
        "Two of the four bays show a falling tide.",
    ),
    # what it is held against
    (
        "We see that R-Skiff beats the sturdy dinghy KonTik by 4.6 knots in races of two or three laps.",
        "R-Skiff's edge of 4.6 knots over KonTik concerns races of two or three laps.",
        "R-Skiff's edge of 4.6 knots over OptiMist concerns races of two or three laps.",
    ),
    # amounts in other units, and values that are no changes
    (
        "The lined booth is 0.9dB quieter than the bare booth.",
        "The lined booth is 0.9 dB quieter than the bare booth.",
        "The lined booth is 0.9 percent quieter than the bare booth.",
    ),
    (
        "Rye is far ahead of spelt (80% vs 39.6% in tastings).",
        "Rye reaches 80% in tastings, and spelt 39.6%.",
        "Rye is 80% higher in relative terms than spelt with 39.6% in tastings.",
    ),
)
