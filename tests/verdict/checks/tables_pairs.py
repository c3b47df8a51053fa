"""Tables with a true and a minimally false claim of each: (table, true, false)."""

from typing import Final

Rows = tuple[tuple[str, ...], ...]

TABLES: Final[dict[str, tuple[str, int, Rows]]] = {
    "taggers": (
        "Table 1: Tagging accuracy on three corpora and size of the taggers.",
        1,
        (
            ("Tagger", "Novels", "Letters", "Recipes", "#Params", "Time (s)"),
            ("Window", "88.2", "84.0", "90.1", "2.1M", "14"),
            ("BiTag", "93.4", "89.7", "94.8", "11.5M", "55"),
            ("BiTag + CRF", "94.0", "89.1", "95.2", "11.9M", "71"),
            ("CharTag", "92.6", "90.3", "93.9", "6.4M", "160"),
            ("TinyTag (ours)", "93.1", "88.8", "94.1", "0.9M", "9"),
        ),
    ),
    "languages": (
        "Table 2: F1 of question answering, zero-shot and with translated training data.",
        1,
        (
            ("Model", "en", "de", "sw", "Avg."),
            ("Zero-shot", "", "", "", ""),
            ("mEnc (Smith et al., 2018)", "84.5", "70.1", "51.3", "68.6"),
            ("XEnc-base", "83.8", "74.6", "60.2", "72.9"),
            ("XEnc-large", "88.0", "80.9", "70.7", "79.9"),
            ("Translate-train", "", "", "", ""),
            ("mEnc (Smith et al., 2018)", "84.5", "76.2", "63.0", "74.6"),
            ("XEnc-base", "83.8", "77.7", "66.1", "75.9"),
        ),
    ),
    "ablation": (
        "Table 3: Ablation of the retriever on the development set.",
        1,
        (
            ("Setting", "MRR", "Recall@10"),
            ("Full retriever", "36.4", "61.0"),
            ("- query expansion", "34.9", "58.2"),
            ("w/o hard negatives", "31.1", "55.7"),
            ("- title field", "36.9", "61.8"),
        ),
    ),
    "layers": (
        "Table 7: What each layer adds.",
        1,
        (
            ("Network", "Accuracy"),
            ("Plain", "80.2"),
            ("+ gate", "83.4"),
            ("+ skip", "82.9"),
            ("+ memory", "79.8"),
        ),
    ),
    "speech": (
        "Table 4: Recognition of place names.",
        2,
        (
            ("", "News", "News", "News", "Meetings", "Meetings", "Meetings"),
            ("System", "P", "R", "F1", "P", "R", "F1"),
            ("Gazetteer", "91.0", "60.3", "72.5", "83.1", "44.0", "57.5"),
            ("Kaldex", "85.2", "80.4", "82.7", "74.8", "66.3", "70.3"),
            ("Whiskex", "86.9", "83.0", "84.9", "73.5", "71.2", "72.3"),
        ),
    ),
    "metrics": (
        "Table 5: Generated captions.",
        1,
        (
            ("Metric", "Retrieval", "LSTM", "Transformer"),
            ("BLEU", "12.8", "18.4", "21.9"),
            ("METEOR", "17.3", "19.0", "18.6"),
            ("Perplexity", "64.0", "41.5", "33.2"),
        ),
    ),
    "errors": (
        "Table 6: Word error rate (%) under noise.",
        1,
        (
            ("Recogniser", "Clean ↓", "Street ↓", "Kitchen ↓"),
            ("DeepEar", "6.1", "14.8", "19.9"),
            ("SubWave", "5.2", "15.6", "18.4"),
            ("Conformal", "4.4", "11.3", "16.0"),
        ),
    ),
}

PAIRS: Final[tuple[tuple[str, str, str], ...]] = (
    # two rows, a column
    ("taggers", "BiTag tags novels better than CharTag.", "CharTag tags novels better than BiTag."),
    ("taggers", "On letters, CharTag outperforms BiTag.", "On letters, BiTag outperforms CharTag."),
    ("taggers", "BiTag + CRF is better than BiTag on recipes.", "BiTag is better than BiTag + CRF on recipes."),
    ("taggers", "BiTag does not outperform CharTag on letters.", "CharTag does not outperform BiTag on letters."),
    ("taggers", "TinyTag has fewer parameters than CharTag.", "CharTag has fewer parameters than TinyTag."),
    ("taggers", "TinyTag is faster than Window.", "Window is faster than TinyTag."),
    ("taggers", "Our tagger beats Window on letters.", "Window beats our tagger on letters."),
    ("taggers", "CharTag takes more time than BiTag + CRF.", "BiTag + CRF takes more time than CharTag."),
    ("languages", "XEnc-large outperforms mEnc on Swahili.", "mEnc outperforms XEnc-large on Swahili."),
    (
        "languages",
        "Zero-shot, XEnc-base is worse than mEnc in English.",
        "Zero-shot, XEnc-base is better than mEnc in English.",
    ),
    ("languages", "XEnc-base is ahead of mEnc on German.", "XEnc-base is behind mEnc on German."),
    (
        "speech",
        "The gazetteer has a higher precision on meetings than Whiskex.",
        "The gazetteer has a higher recall on meetings than Whiskex.",
    ),
    (
        "speech",
        "Kaldex is better than Whiskex in precision on meetings.",
        "Kaldex is better than Whiskex in F-measure on meetings.",
    ),
    ("errors", "Conformal beats DeepEar.", "DeepEar beats Conformal."),
    (
        "errors",
        "SubWave has a lower error rate than DeepEar in the kitchen.",
        "SubWave has a lower error rate than DeepEar in the street.",
    ),
    ("errors", "DeepEar is better than SubWave in the street.", "SubWave is better than DeepEar in the street."),
    (
        "speech",
        "On meetings, Kaldex is more precise than Whiskex while its recall is lower.",
        "On meetings, Whiskex is more precise than Kaldex while its recall is lower.",
    ),
    # two columns, a row
    ("metrics", "The transformer has a higher BLEU than the LSTM.", "The LSTM has a higher BLEU than the transformer."),
    (
        "metrics",
        "In METEOR, the LSTM is better than the transformer.",
        "In METEOR, the transformer is better than the LSTM.",
    ),
    ("metrics", "The LSTM has a lower perplexity than retrieval.", "Retrieval has a lower perplexity than the LSTM."),
    # superlatives
    ("taggers", "BiTag + CRF is the best tagger on novels.", "BiTag is the best tagger on novels."),
    ("taggers", "CharTag achieves the highest accuracy on letters.", "BiTag achieves the highest accuracy on letters."),
    (
        "taggers",
        "The lowest accuracy on recipes is that of Window.",
        "The lowest accuracy on recipes is that of TinyTag.",
    ),
    ("taggers", "BiTag is second best on letters.", "TinyTag is second best on letters."),
    (
        "taggers",
        "CharTag does not achieve the best accuracy on novels.",
        "BiTag + CRF does not achieve the best accuracy on novels.",
    ),
    ("languages", "XEnc-large obtains the best average.", "Zero-shot, XEnc-base obtains the best average."),
    (
        "languages",
        "Zero-shot, mEnc is the worst model on Swahili.",
        "Zero-shot, XEnc-base is the worst model on Swahili.",
    ),
    ("speech", "Whiskex reaches the highest recall on news.", "Kaldex reaches the highest recall on news."),
    (
        "speech",
        "The gazetteer obtains the lowest F-measure on news.",
        "The gazetteer obtains the lowest precision on news.",
    ),
    ("metrics", "The best BLEU is reached by the transformer.", "The best METEOR is reached by the transformer."),
    ("metrics", "The transformer has the lowest perplexity.", "The LSTM has the lowest perplexity."),
    (
        "errors",
        "Conformal has the lowest error of all recognisers.",
        "SubWave has the lowest error of all recognisers.",
    ),
    ("errors", "The best recogniser in the street is Conformal.", "The best recogniser in the street is DeepEar."),
    ("errors", "SubWave is the worst recogniser in the street.", "DeepEar is the worst recogniser in the street."),
    ("errors", "Conformal outperforms all other recognisers.", "SubWave outperforms all other recognisers."),
    (
        "taggers",
        "On letters, CharTag is better than any other tagger.",
        "On letters, BiTag is better than any other tagger.",
    ),
    ("languages", "On Swahili, XEnc-large beats the others.", "On Swahili, zero-shot XEnc-base beats the others."),
    ("taggers", "BiTag + CRF has the most parameters.", "CharTag has the most parameters."),
    ("taggers", "Ours is better than Window on letters.", "Ours is worse than Window on letters."),
    # how far apart
    (
        "taggers",
        "On letters, CharTag outperforms BiTag by 0.6 points.",
        "On letters, CharTag outperforms BiTag by 1.6 points.",
    ),
    (
        "taggers",
        "BiTag + CRF improves over BiTag by 0.4 points on recipes.",
        "BiTag + CRF improves over BiTag by 0.6 points on recipes.",
    ),
    (
        "languages",
        "XEnc-large is more than 10 points better than XEnc-base on Swahili.",
        "XEnc-large is more than 15 points better than XEnc-base on Swahili.",
    ),
    (
        "speech",
        "Whiskex is 2.2 points better than Kaldex in F1 on news.",
        "Whiskex is 1.7 points better than Kaldex in F1 on news.",
    ),
    (
        "errors",
        "Conformal has an error rate 3.9 points lower than DeepEar in the kitchen.",
        "Conformal has an error rate 2.9 points lower than DeepEar in the kitchen.",
    ),
    # what is taken away
    ("ablation", "Removing the hard negatives hurts MRR.", "Removing the hard negatives improves MRR."),
    ("ablation", "Without query expansion, recall falls.", "Without query expansion, recall rises."),
    ("ablation", "Removing the title field improves the results.", "Removing the title field hurts the results."),
    ("ablation", "Hard negatives help.", "Hard negatives hurt."),
    (
        "ablation",
        "Without query expansion, MRR drops by 1.5 points.",
        "Without query expansion, MRR drops by 5.3 points.",
    ),
    (
        "ablation",
        "Going without hard negatives costs 5.3 points in MRR.",
        "Going without hard negatives costs 3.5 points in MRR.",
    ),
    ("layers", "Adding the gate improves accuracy.", "Adding the gate lowers accuracy."),
    ("layers", "Adding the memory lowers accuracy.", "Adding the memory raises accuracy."),
    # in how many columns
    ("errors", "Conformal outperforms DeepEar in all conditions.", "SubWave outperforms DeepEar in all conditions."),
    (
        "errors",
        "SubWave outperforms DeepEar in two of the three conditions.",
        "SubWave outperforms DeepEar in one of the three conditions.",
    ),
    ("errors", "Conformal is consistently the best.", "SubWave is consistently the best."),
    # the cell
    ("taggers", "CharTag reaches an accuracy of 90.3 on letters.", "BiTag reaches an accuracy of 90.3 on letters."),
    ("taggers", "BiTag reaches 93.4 on novels.", "BiTag reaches 93.4 on recipes."),
    ("languages", "XEnc-large reaches 70.7 on Swahili.", "XEnc-large reaches 70.7 on German."),
    ("speech", "On meetings, Kaldex has a recall of 66.3.", "On news, Kaldex has a recall of 66.3."),
    ("speech", "Whiskex has a precision of 86.9 on news.", "Kaldex has a precision of 86.9 on news."),
    ("speech", "Kaldex has an F-score of 82.7 on news.", "Kaldex has an F-score of 81.7 on news."),
    ("languages", "XEnc-large reaches 80.9 on German.", "XEnc-large reaches 82.9 on German."),
    ("metrics", "The LSTM scores 19.0 in METEOR.", "Retrieval scores 19.0 in METEOR."),
)
