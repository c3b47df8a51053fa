"""One kind of thing in the place of another of the same family: (sentence, true, false)."""

from typing import Final

PAIRS: Final[tuple[tuple[str, str, str], ...]] = (
    (
        "In the second wave, 48 children wore the sensor for three days.",
        "The sensor was worn by 48 children.",
        "The sensor was worn by 48 adults.",
    ),
    (
        "Two nurses counted the tablets before each visit.",
        "The tablets were counted by two nurses.",
        "The tablets were counted by two physicians.",
    ),
    (
        "The rats were weighed every Monday.",
        "The weighing of the rats took place on Mondays.",
        "The mice were weighed every Monday.",
    ),
    (
        "Feedback was given weekly by the mentors.",
        "Mentors gave weekly feedback.",
        "Mentors gave daily feedback.",
    ),
    (
        "The tuner gains 0.4 BLEU from the extra rules.",
        "The extra rules bring 0.4 BLEU.",
        "The extra rules bring 0.4 points of accuracy.",
    ),
    (
        "Recall rises by 2.2 points with the longer list.",
        "The longer list brings 2.2 points of recall.",
        "The longer list brings 2.2 points of precision.",
    ),
    (
        "The adjectives were tagged by hand.",
        "Adjectives were tagged manually.",
        "The adverbs were tagged by hand.",
    ),
    (
        "The scores of the frames are averaged.",
        "The scores of the frames are averaged.",
        "The maximum of the scores of the frames is taken.",
    ),
    (
        "The output layer has a sigmoid.",
        "A sigmoid is used in the output layer.",
        "A softmax is used in the output layer.",
    ),
    (
        "The saliva was collected in the morning.",
        "Saliva was collected in the morning.",
        "Blood was collected in the morning.",
    ),
    (
        "The diaries were kept by mothers of twins.",
        "Mothers of twins kept the diaries.",
        "The diaries were kept by fathers of twins.",
    ),
    (
        "The encoder is frozen during the first epoch.",
        "During the first epoch the encoder is frozen.",
        "During the first epoch the decoder is frozen.",
    ),
    (
        "Each question has a single answer.",
        "There is one answer to each question.",
        "Each question has two answers.",
    ),
    (
        "We use the median of five runs.",
        "The median of five runs is used.",
        "We use the mean of five runs.",
    ),
    (
        "The model reads the text character by character.",
        "Text is read character by character.",
        "The model reads the text word by word.",
    ),
    (
        "The parameters were fitted using Newton-CG optimization.",
        "Newton-CG optimization fitted the parameters.",
        "The parameters were fitted using coordinate-wise optimization.",
    ),
    (
        "The clips were cut by a single editor.",
        "One editor cut the clips.",
        "Three editors cut the clips.",
    ),
)
