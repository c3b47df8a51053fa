"""Plain sentences of results with a true and a minimally false claim of each: (sentence, true, false)."""

from typing import Final

PAIRS: Final[tuple[tuple[str, str, str], ...]] = (
    # conditions
    (
        "On the test set, recall falls from 91.2 to 89.5 when the beam is narrow.",
        "Recall falls when the beam is narrow.",
        "Recall rises when the beam is narrow.",
    ),
    (
        "On the test set, recall falls from 91.2 to 89.5 when the beam is narrow.",
        "A narrow beam decreases recall.",
        "A narrow beam increases recall.",
    ),
    (
        "On the test set, recall falls from 91.2 to 89.5 when the beam is narrow.",
        "A narrow beam hurts recall.",
        "A narrow beam helps recall.",
    ),
    (
        "On the test set, recall falls from 91.2 to 89.5 when the beam is narrow.",
        "The parser loses recall when the beam is narrow.",
        "The parser improves recall when the beam is narrow.",
    ),
    (
        "Precision improves if the corpus is large.",
        "Precision gets better if the corpus is large.",
        "Precision gets worse if the corpus is large.",
    ),
    (
        "With a deep encoder, training time doubles.",
        "Training time increases with a deep encoder.",
        "Training time decreases with a deep encoder.",
    ),
    (
        "Under heavy noise, the word error rate increases.",
        "The word error rate rises under heavy noise.",
        "The word error rate falls under heavy noise.",
    ),
    (
        "Without dropout, accuracy drops by two points.",
        "Accuracy falls without dropout.",
        "Accuracy rises without dropout.",
    ),
    (
        "Without dropout, accuracy drops by two points.",
        "Removing dropout hurts accuracy.",
        "Removing dropout improves accuracy.",
    ),
    (
        "Dropout improves accuracy for small corpora.",
        "For small corpora, accuracy is better with dropout.",
        "For small corpora, accuracy is worse with dropout.",
    ),
    ("Latency grows as the batch gets larger.", "Larger batches increase latency.", "Larger batches reduce latency."),
    (
        "Larger vocabularies reduce perplexity.",
        "Perplexity falls with larger vocabularies.",
        "Perplexity rises with larger vocabularies.",
    ),
    (
        "A longer context raises the F1 score of the tagger.",
        "The tagger's F1 score improves with a longer context.",
        "The tagger's F1 score drops with a longer context.",
    ),
    (
        "When labels are noisy, the parser loses 3 points of accuracy.",
        "The parser's accuracy drops when labels are noisy.",
        "The parser's accuracy improves when labels are noisy.",
    ),
    # plain directions
    (
        "Label smoothing improves calibration.",
        "Calibration improves with label smoothing.",
        "Calibration worsens with label smoothing.",
    ),
    (
        "Pruning halves the memory footprint of the parser.",
        "Pruning reduces the parser's memory footprint.",
        "Pruning increases the parser's memory footprint.",
    ),
    (
        "Pretraining doubles the training cost.",
        "The training cost rises with pretraining.",
        "The training cost falls with pretraining.",
    ),
    (
        "Back-translation gains 1.4 BLEU on Finnish.",
        "Back-translation improves BLEU on Finnish.",
        "Back-translation lowers BLEU on Finnish.",
    ),
    (
        "Data augmentation hurts recall on rare classes.",
        "Recall on rare classes drops with data augmentation.",
        "Recall on rare classes rises with data augmentation.",
    ),
    (
        "The cache cuts inference time by half.",
        "Inference is faster with the cache.",
        "Inference is slower with the cache.",
    ),
    (
        "Quantization reduces accuracy only slightly.",
        "Accuracy falls slightly with quantization.",
        "Accuracy rises slightly with quantization.",
    ),
    (
        "Annotator agreement increased after the second round.",
        "Disagreement among annotators decreased after the second round.",
        "Disagreement among annotators increased after the second round.",
    ),
    # the same, denied
    (
        "Label smoothing does not improve calibration.",
        "Calibration is not improved by label smoothing.",
        "Calibration is improved by label smoothing.",
    ),
    ("The ensemble fails to improve recall.", "The ensemble does not improve recall.", "The ensemble improves recall."),
    (
        "The reranker never hurts precision.",
        "Precision is not hurt by the reranker.",
        "Precision is hurt by the reranker.",
    ),
    (
        "After pruning, the parser no longer needs a lexicon.",
        "The pruned parser does not need a lexicon.",
        "The pruned parser still needs a lexicon.",
    ),
    (
        "Quantization cuts memory without loss of accuracy.",
        "Quantization does not reduce accuracy.",
        "Quantization reduces accuracy.",
    ),
    (
        "The tagger is trained without external data.",
        "No external data is used to train the tagger.",
        "External data is used to train the tagger.",
    ),
    (
        "We do not tune the learning rate on the test set.",
        "The learning rate is not tuned on the test set.",
        "The learning rate is tuned on the test set.",
    ),
    (
        "The model cannot handle unseen words.",
        "Unseen words cannot be handled by the model.",
        "Unseen words can be handled by the model.",
    ),
    ("Beam search had no effect on fluency.", "Beam search did not change fluency.", "Beam search improved fluency."),
    (
        "There is no significant difference between the two taggers.",
        "The two taggers do not differ significantly.",
        "The two taggers differ significantly.",
    ),
    # two sides
    (
        "The parser outperforms the tagger on long sentences.",
        "On long sentences, the parser is better than the tagger.",
        "On long sentences, the tagger is better than the parser.",
    ),
    (
        "The parser outperforms the tagger on long sentences.",
        "The tagger trails the parser on long sentences.",
        "The parser trails the tagger on long sentences.",
    ),
    (
        "The LSTM trails the Transformer by 2 points.",
        "The Transformer beats the LSTM.",
        "The LSTM beats the Transformer.",
    ),
    (
        "The Transformer needs fewer parameters than the LSTM.",
        "The LSTM has more parameters than the Transformer.",
        "The Transformer has more parameters than the LSTM.",
    ),
    (
        "The small model is faster than the large model.",
        "The large model is slower than the small model.",
        "The large model is faster than the small model.",
    ),
    (
        "The LSTM is slower but more accurate than the CNN.",
        "The LSTM is more accurate than the CNN.",
        "The CNN is more accurate than the LSTM.",
    ),
    (
        "The CNN is as accurate as the LSTM.",
        "The CNN and the LSTM are equally accurate.",
        "The CNN is more accurate than the LSTM.",
    ),
    (
        "Character models beat word models on rare words.",
        "On rare words, word models do worse than character models.",
        "On rare words, character models do worse than word models.",
    ),
    (
        "Human translations were preferred over machine translations.",
        "Annotators preferred human translations to machine translations.",
        "Annotators preferred machine translations to human translations.",
    ),
    (
        "Fine-tuning works better than feature extraction.",
        "Feature extraction works worse than fine-tuning.",
        "Feature extraction works better than fine-tuning.",
    ),
    (
        "Of the three encoders, BiLSTM performs best.",
        "BiLSTM is the best of the three encoders.",
        "BiLSTM is the worst of the three encoders.",
    ),
    (
        "The joint model beats the pipeline at the cost of speed.",
        "The joint model is slower than the pipeline but better.",
        "The joint model is faster than the pipeline but worse.",
    ),
    # subject and object
    ("Syntax helps semantic parsing.", "Semantic parsing benefits from syntax.", "Semantic parsing is hurt by syntax."),
    (
        "The tagger is trained on the output of the parser.",
        "The output of the parser is used to train the tagger.",
        "The output of the tagger is used to train the parser.",
    ),
    (
        "The parser is evaluated with gold tags rather than predicted tags.",
        "Gold tags are used to evaluate the parser, not predicted ones.",
        "Predicted tags are used to evaluate the parser, not gold ones.",
    ),
    (
        "English is the source language and Finnish the target language.",
        "Finnish is the target language.",
        "Finnish is the source language.",
    ),
    # numbers and what they belong to
    (
        "The parser reaches 91.2 F1 on news and 84.5 F1 on fiction.",
        "On fiction, the parser reaches 84.5 F1.",
        "On fiction, the parser reaches 91.2 F1.",
    ),
    (
        "Training takes 3 hours for the tagger and 9 hours for the parser.",
        "The parser is trained for 9 hours.",
        "The parser is trained for 3 hours.",
    ),
    (
        "The news corpus has 40,000 sentences; the fiction corpus has 12,000 sentences.",
        "There are 12,000 sentences in the fiction corpus.",
        "There are 40,000 sentences in the fiction corpus.",
    ),
    ("BLEU rises from 24.1 to 26.3.", "BLEU goes up from 24.1 to 26.3.", "BLEU goes down from 26.3 to 24.1."),
    ("Recall improves by 2.3 points.", "Recall gains 2.3 points.", "Recall gains 3.2 points."),
    (
        "About 39.7 % of the questions are answered.",
        "Roughly 40 % of the questions are answered.",
        "Roughly 60 % of the questions are answered.",
    ),
    (
        "Two thirds of the annotators agreed.",
        "About 67 % of the annotators agreed.",
        "About 33 % of the annotators agreed.",
    ),
    (
        "The error rate is reduced by 20 % relative.",
        "In relative terms, the error rate drops by 20 %.",
        "The error rate drops by 20 points.",
    ),
    # how far
    (
        "The parser was evaluated only on English.",
        "Only English was used to evaluate the parser.",
        "The parser was evaluated on English and German.",
    ),
    ("The gain holds on English but not on German.", "The gain does not hold on German.", "The gain holds on German."),
    (
        "The method improves three of the five languages.",
        "Three of the five languages improve.",
        "All five languages improve.",
    ),
    (
        "Most errors are due to rare words.",
        "Rare words cause most of the errors.",
        "Rare words cause all of the errors.",
    ),
    (
        "All models were trained on one GPU.",
        "Every model was trained on one GPU.",
        "Only some models were trained on one GPU.",
    ),
    (
        "At least four annotators labelled each sentence.",
        "Each sentence was labelled by at least four annotators.",
        "Each sentence was labelled by at most four annotators.",
    ),
    # how sure
    ("Depth may explain the gain.", "The gain may be due to depth.", "The authors prove that depth explains the gain."),
    (
        "We suspect that depth causes the gain.",
        "Depth is suspected to cause the gain.",
        "Depth is shown to cause the gain.",
    ),
    (
        "We leave larger models for future work.",
        "Larger models are left for future work.",
        "Larger models were tested.",
    ),
    # whose
    (
        "The tagger of Smith et al. (2019) was retrained.",
        "The tagger comes from earlier work.",
        "The tagger is introduced in this paper.",
    ),
    # written after the checks had been mended for those above
    (
        "When the learning rate is high, training diverges.",
        "Training diverges at a high learning rate.",
        "Training converges at a high learning rate.",
    ),
    (
        "Accuracy decreases as the number of classes grows.",
        "More classes mean lower accuracy.",
        "More classes mean higher accuracy.",
    ),
    (
        "Recall drops sharply if the window is short.",
        "Recall is lower with a short window.",
        "Recall is higher with a short window.",
    ),
    (
        "Ensembling adds 0.8 points of accuracy.",
        "Accuracy goes up by 0.8 points with ensembling.",
        "Accuracy goes down by 0.8 points with ensembling.",
    ),
    (
        "Removing the gate lowers BLEU by 1.1.",
        "BLEU falls by 1.1 if the gate is removed.",
        "BLEU rises by 1.1 if the gate is removed.",
    ),
    (
        "The gate is important: without it, BLEU falls by 1.1.",
        "Without the gate, BLEU is worse.",
        "Without the gate, BLEU is better.",
    ),
    (
        "Our tagger is more robust to typos than the baseline.",
        "The baseline is less robust to typos than our tagger.",
        "The baseline is more robust to typos than our tagger.",
    ),
    ("GRUs train faster than LSTMs.", "LSTMs train more slowly than GRUs.", "LSTMs train faster than GRUs."),
    (
        "BERT outperforms ELMo on NER but not on parsing.",
        "On NER, BERT is better than ELMo.",
        "On parsing, BERT is better than ELMo.",
    ),
    ("BERT lags behind ELMo on parsing.", "ELMo is ahead of BERT on parsing.", "BERT is ahead of ELMo on parsing."),
    (
        "Neither attention nor coverage improves ROUGE.",
        "Attention does not improve ROUGE.",
        "Attention improves ROUGE.",
    ),
    (
        "The parser is no better than the baseline.",
        "The parser does not beat the baseline.",
        "The parser beats the baseline.",
    ),
    (
        "Half of the sentences are longer than 20 words.",
        "About 50 % of the sentences have more than 20 words.",
        "About 50 % of the sentences have fewer than 20 words.",
    ),
    (
        "The dictionary covers 85 % of the tokens.",
        "85 % of the tokens are in the dictionary.",
        "15 % of the tokens are in the dictionary.",
    ),
    (
        "Speed increases threefold.",
        "Decoding speed rises by a factor of three.",
        "Decoding speed falls by a factor of three.",
    ),
    (
        "The encoder has 6 layers and the decoder has 3 layers.",
        "The decoder has 3 layers.",
        "The decoder has 6 layers.",
    ),
    ("Precision is 81.3 and recall is 74.9.", "Recall is 74.9.", "Recall is 81.3."),
    ("Models A1 and B1 score 71.0 and 68.5, respectively.", "B1 scores 68.5.", "B1 scores 71.0."),
    ("The gap shrinks from 9 to 4 points.", "The gap falls from 9 to 4 points.", "The gap grows from 4 to 9 points."),
    (
        "All annotators are native speakers.",
        "Every annotator is a native speaker.",
        "Some annotators are not native speakers.",
    ),
    ("Only two of the annotators are linguists.", "Two annotators are linguists.", "All annotators are linguists."),
    ("The data are released publicly.", "The data are public.", "The data are not released."),
    (
        "The corpus contains no duplicates.",
        "There are no duplicates in the corpus.",
        "There are duplicates in the corpus.",
    ),
    (
        "We remove duplicates from the corpus.",
        "Duplicates are removed from the corpus.",
        "Duplicates are kept in the corpus.",
    ),
    (
        "Parameters of the encoder are frozen during training.",
        "The encoder is not updated during training.",
        "The encoder is updated during training.",
    ),
    ("We use Adam instead of SGD.", "Adam is used rather than SGD.", "SGD is used rather than Adam."),
    (
        "Improvements on short sentences are small.",
        "There are only small gains on short sentences.",
        "There are large gains on short sentences.",
    ),
    (
        "The effect is strongest for rare words.",
        "Rare words show the strongest effect.",
        "Rare words show the weakest effect.",
    ),
    (
        "The effect is larger for rare words than for frequent words.",
        "Frequent words show a smaller effect than rare words.",
        "Frequent words show a larger effect than rare words.",
    ),
    (
        "Longer training does not help.",
        "Training longer brings no improvement.",
        "Training longer brings an improvement.",
    ),
    (
        "Dropout slightly hurts accuracy but helps calibration.",
        "Dropout lowers accuracy.",
        "Dropout lowers calibration.",
    ),
    (
        "Dropout slightly hurts accuracy but helps calibration.",
        "Dropout improves calibration.",
        "Dropout improves accuracy.",
    ),
    (
        "Accuracy remains stable when labels are removed.",
        "Removing labels does not change accuracy.",
        "Removing labels lowers accuracy.",
    ),
    (
        "It took two weeks to annotate the corpus.",
        "The corpus was annotated within two weeks.",
        "The corpus was annotated within two days.",
    ),
    (
        "Pretraining is necessary for good results on small data.",
        "For good results on small data, pretraining is needed.",
        "For good results on small data, pretraining is not needed.",
    ),
    (
        "The larger model does worse on German.",
        "On German, the larger model is worse.",
        "On German, the larger model is better.",
    ),
    (
        "Performance saturates after 10 epochs.",
        "After 10 epochs, performance no longer improves.",
        "After 10 epochs, performance keeps improving.",
    ),
    (
        "BLEU correlates poorly with human judgments.",
        "The correlation of BLEU with human judgments is weak.",
        "The correlation of BLEU with human judgments is strong.",
    ),
    (
        "Adding syntax yields consistent gains across languages.",
        "Syntax helps in all languages.",
        "Syntax hurts in all languages.",
    ),
    (
        "The method needs less memory at the expense of accuracy.",
        "The method needs less memory.",
        "The method needs more memory.",
    ),
    ("We found no evidence of overfitting.", "There was no sign of overfitting.", "There was clear overfitting."),
    # units that mean the same, one side named only, extremes, what is counted
    (
        "On the lake set, the oak drill remains better by 0.8.",
        "On the lake set, the oak drill is better than the elm drill.",
        "On the lake set, the elm drill is better than the oak drill.",
    ),
    (
        "The chart parser is also about three times faster: it needs 2 s where the beam parser needs 6 s.",
        "The chart parser is faster than the beam parser.",
        "The beam parser is faster than the chart parser.",
    ),
    (
        "On songs, Viterbi stays ahead.",
        "On songs, Viterbi is ahead of greedy search.",
        "On songs, greedy search beats Viterbi.",
    ),
    (
        "The oak film has 1 hour and 40 minutes of speech, the elm film 17 hours.",
        "The elm film has 17 hours of speech.",
        "The elm film has 1 hour and 40 minutes of speech.",
    ),
    (
        "The oak film has 1 hour and 40 minutes of speech.",
        "The oak film has less than two hours of speech.",
        "The oak film has more than two hours of speech.",
    ),
    ("The trip takes 48 hours.", "The trip takes two days.", "The trip takes three days."),
    (
        "In BLEU, the oak drill is 3.1 points above the elm drill.",
        "The oak drill beats the elm drill by 3.1 BLEU.",
        "The oak drill beats the elm drill by 1.3 BLEU.",
    ),
    (
        "The gain of adapters shrinks with data.",
        "The gain of adapters falls with data.",
        "The gain of adapters rises with data.",
    ),
    (
        "The gain is largest for the smallest villages.",
        "The smallest villages gain most.",
        "The gain is largest for the largest villages.",
    ),
    (
        "Noise matters most for the shortest songs.",
        "Noise matters most for the shortest songs.",
        "Noise matters most for the longest songs.",
    ),
    (
        "The letters cover eleven wards of three hospitals.",
        "The letters come from three hospitals.",
        "The letters come from eleven hospitals.",
    ),
    (
        "Salt improves rice by 2.6 points, but hurts beans.",
        "Salt improves rice by 2.6 points.",
        "Salt improves beans by 2.6 points.",
    ),
    ("It runs 40 times faster with a cache.", "It is 40 times faster with a cache.", "It is 40% faster with a cache."),
)
