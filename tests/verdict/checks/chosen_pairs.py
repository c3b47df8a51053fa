"""What was tried and what was taken: (sentence, true, false)."""

from typing import Final

PAIRS: Final[tuple[tuple[str, str, str], ...]] = (
    (
        "We also tried trilinear resampling, but it underperformed the nearest neighbour.",
        "Nearest neighbour worked better than trilinear resampling.",
        "The resampling is trilinear.",
    ),
    (
        "Other kernels, such as the cosine kernel, underperformed the Gaussian kernel.",
        "The Gaussian kernel worked better than the cosine kernel.",
        "The kernel that is used is the cosine kernel.",
    ),
    (
        "We considered a suffix array, but chose a trie because it needs less memory.",
        "A trie was chosen.",
        "A suffix array was chosen.",
    ),
    (
        "Instead of a heap we use a sorted list.",
        "A sorted list is used.",
        "A heap is used.",
    ),
    (
        "A linear schedule was preferred over a cosine schedule.",
        "The schedule is linear.",
        "The schedule is a cosine.",
    ),
    (
        "Rather than pruning the tree, we smooth its counts.",
        "The counts of the tree are smoothed.",
        "The tree is pruned.",
    ),
    (
        "Experiments with larger windows gave worse results, so we keep a window of one bar.",
        "A window of one bar is kept.",
        "Larger windows gave better results.",
    ),
    (
        "We replaced the recurrent encoder with a convolutional one.",
        "The encoder is convolutional.",
        "The convolutional encoder was replaced with a recurrent one.",
    ),
    (
        "Gradient boosting was worse than the random forest, which we therefore use.",
        "We use the random forest.",
        "We use gradient boosting.",
    ),
    (
        "The harmonic filter was tested, too, but it was dropped since it blurred the onsets.",
        "The harmonic filter was dropped.",
        "The harmonic filter is used.",
    ),
)
