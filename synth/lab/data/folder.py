"""A folder of real data sets as task data."""

from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from synth.errors import LabError
from synth.lab.data.layout import SOURCE, Reader, readers
from synth.lab.data.pairs import NLI_LABELS, PARAPHRASE_LABELS
from synth.lab.data.tagged import NAME_TAGS, TAGS
from synth.lab.types import Example, Split, Task

LABELS: Final = {
    Task.NLI: NLI_LABELS,
    Task.PARAPHRASE: PARAPHRASE_LABELS,
    Task.TAGS: TAGS,
    Task.NER: NAME_TAGS,
    Task.QA: (),
    Task.RETRIEVAL: (),
}
LAYOUT: Final = "folders xnli, pawsx, udpos, panx, squad, xquad, mlqa, tydiqa, tatoeba, as XTREME lays them out"


class FolderData:
    """Real data sets; implements ``TaskData``. Files are read when their examples are first asked for.

    Rows are parallel where the data set's are: XNLI, PAWS-X and XQuAD; not the tagged ones.
    """

    def __init__(self, folder: Path, found: Mapping[tuple[Task, str, Split], Reader]) -> None:
        self._folder = folder
        self._readers = found
        self._read: dict[tuple[Task, str, Split, int | None], list[Example]] = {}

    @property
    def source(self) -> str:
        """English."""
        return SOURCE

    @property
    def targets(self) -> tuple[str, ...]:
        """The other languages with test examples, in the order of the alphabet."""
        spoken = {language for _, language, split in self._readers if split is Split.TEST}
        return tuple(sorted(spoken - {SOURCE}))

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The tasks there are examples of."""
        return tuple(task for task in Task if any(task is there for there, _, _ in self._readers))

    def languages(self, task: Task) -> tuple[str, ...]:
        """The targets with test examples of the task."""
        return tuple(language for language in self.targets if (task, language, Split.TEST) in self._readers)

    def labels(self, task: Task) -> tuple[str, ...]:
        """Names of the classes or tags; empty for QA and RETRIEVAL."""
        return LABELS[task]

    def split(self, task: Task, language: str, split: Split, *, limit: int | None = None) -> Sequence[Example]:
        """The first ``limit`` examples (all, if None); the same ones at every call.

        Raises:
            LabError: If there is no such file, it holds no examples, or it is not in its format.
        """
        if (task, language, split) not in self._readers:
            there = ", ".join(f"{lang} {part}" for kind, lang, part in self._readers if kind is task)
            raise LabError(
                f"{self._folder} holds no {split} examples of {task} in {language!r}",
                hint=f"of {task} it holds: {there}" if there else LAYOUT,
            )
        key = (task, language, split, limit)
        if key not in self._read:
            self._read[key] = list(islice(self._readers[task, language, split](), limit))
        if not self._read[key]:
            raise LabError(f"{self._folder}: the {split} file of {task} in {language!r} holds no examples", hint=LAYOUT)
        return self._read[key]


def read_task_data(folder: Path) -> FolderData:
    """The data sets in a folder: see :mod:`synth.lab.data.layout` for names and formats.

    Raises:
        LabError: If there is no such folder, or nothing in it is named like a known data set.
    """
    if not folder.is_dir():
        raise LabError(f"there is no folder {folder}", hint="--data takes a folder of data sets")
    found = readers(folder)
    if not found:
        raise LabError(f"no data set is known by the file names in {folder}", hint=LAYOUT)
    return FolderData(folder, found)
