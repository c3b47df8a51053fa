"""Where the files of each data set lie, and what reads them.

- nli: ``xnli/{split}-{language}.tsv``; or ``multinli.train.en.tsv``, ``xnli.dev.tsv``, ``xnli.test.jsonl``
- paraphrase: ``pawsx/{split}-{language}.tsv``; or ``x-final/{language}/train.tsv``, ``.../test_2k.tsv``
- tags: ``udpos/{split}-{language}.tsv``; or ``{language}_any-ud-{split}.conllu``
- ner: ``panx/{split}-{language}.tsv``; or ``panx/{language}/{split}``, ``panx/{language}-{split}``
- qa: ``train-v1.1.json``, ``dev-v1.1.json`` (SQuAD); ``xquad.{language}.json``, or else
  ``{split}-context-{language}-question-{language}.json`` (MLQA), or else ``tydiqa.goldp.{language}.{split}.json``
- retrieval: ``tatoeba.{language}-eng.{language}`` beside ``.eng``; or ``{language}-en.{language}`` beside ``.en``

Other folders may stand above and between. Languages of three letters get the two of XTREME.

Source:
    Hu et al. (2020), XTREME, https://arxiv.org/abs/2003.11080, and the data sets' own archives.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from synth.lab.data.pairs import languages_of_xnli, read_inference, read_paraphrases, read_xnli
from synth.lab.data.questions import read_questions
from synth.lab.data.tagged import NAME_TAGS, TAGS, read_conllu, read_two_columns
from synth.lab.data.translations import read_translations
from synth.lab.types import Example, Split, Task

Reader = Callable[[], Iterator[Example]]
SOURCE: Final = "en"
_LANG: Final = r"(?P<language>[a-z]{2,3}(?:-[A-Za-z]+)?)"
_SPLIT: Final = r"(?P<split>train|dev|test)"


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which files are named.

    Attributes:
        task: What the files are for.
        pattern: Of the path below the folder of all data sets; groups ``language`` and ``split`` where they are named.
        read: Path and language to examples.
        split: Where the name does not say it.
        language: Where the name does not say it.
    """

    task: Task
    pattern: str
    read: Callable[[Path, str], Iterator[Example]]
    split: Split | None = None
    language: str = SOURCE


def _plain(read: Callable[[Path], Iterator[Example]]) -> Callable[[Path, str], Iterator[Example]]:
    return lambda path, _: read(path)


def _named(path: Path, language: str) -> Iterator[Example]:
    return read_two_columns(path, NAME_TAGS, language=language)


def _tagged(path: Path, _: str) -> Iterator[Example]:
    return read_two_columns(path, TAGS)


def _beside(path: Path, _: str) -> Iterator[Example]:
    """The translations lie beside, under the name of the other language: ``x.de-en.de`` and ``x.de-en.en``."""
    other = path.suffixes[-2].rpartition("-")[2] if len(path.suffixes) > 1 else path.stem.rpartition("-")[2]
    return read_translations(path, path.with_suffix(f".{other}"))


# The first file of a task, language and split is taken, in the order of these forms.
FORMS: Final = (
    Form(Task.NLI, rf"xnli/(.*/)?{_SPLIT}-{_LANG}\.tsv", _plain(read_inference)),
    Form(Task.NLI, rf"multinli\.{_SPLIT}\.{_LANG}\.tsv", _plain(read_inference)),
    Form(Task.PARAPHRASE, rf"pawsx/(.*/)?{_SPLIT}-{_LANG}\.tsv", _plain(read_paraphrases)),
    Form(Task.PARAPHRASE, rf"(pawsx|x-final)/(.*/)?{_LANG}/{_SPLIT}(_2k)?\.tsv", _plain(read_paraphrases)),
    Form(Task.TAGS, rf"udpos/(.*/)?{_SPLIT}-{_LANG}\.tsv", _tagged),
    Form(Task.TAGS, rf"{_LANG}_[a-z]+-ud-{_SPLIT}\.conllu?", _plain(read_conllu)),
    Form(Task.NER, rf"panx/(.*/)?{_SPLIT}-{_LANG}\.tsv", _named),
    Form(Task.NER, rf"panx/(.*/)?{_LANG}[-/]{_SPLIT}", _named),
    Form(Task.QA, r"train-v1\.1\.json", _plain(read_questions), Split.TRAIN),
    Form(Task.QA, r"dev-v1\.1\.json", _plain(read_questions), Split.DEV),
    Form(Task.QA, rf"xquad\.{_LANG}\.json", _plain(read_questions), Split.TEST),
    Form(Task.QA, rf"{_SPLIT}-context-{_LANG}-question-(?P=language)\.json", _plain(read_questions)),
    Form(Task.QA, rf"tydiqa\.goldp\.{_LANG}\.dev\.json", _plain(read_questions), Split.TEST),  # as XTREME scores it
    Form(Task.QA, rf"tydiqa\.goldp\.{_LANG}\.train\.json", _plain(read_questions), Split.TRAIN),
    Form(Task.RETRIEVAL, rf"(tatoeba\.)?{_LANG}-eng?\.(?P=language)", _beside, Split.TEST),
)
XNLI_ALL: Final = re.compile(rf"(?:.*/)?xnli\.{_SPLIT}\.(?:tsv|jsonl)")  # all languages in one file
# ISO 639-3 to 639-1, of the languages of XTREME that Tatoeba names by three letters.
SHORT: Final[dict[str, str]] = dict(
    re.findall(
        r"(\w+):(\w+)",
        "afr:af ara:ar bul:bg ben:bn deu:de ell:el spa:es est:et eus:eu pes:fa fin:fi fra:fr heb:he hin:hi hun:hu "
        "ind:id ita:it jpn:ja jav:jv kat:ka kaz:kk kor:ko mal:ml mar:mr nld:nl por:pt rus:ru swh:sw tam:ta tel:te "
        "tha:th tgl:tl tur:tr urd:ur vie:vi cmn:zh aze:az lit:lt pol:pl ukr:uk ron:ro",
    )
)


def readers(folder: Path) -> dict[tuple[Task, str, Split], Reader]:
    """What reads the examples of each task, language and split that there are files of."""
    found: dict[tuple[Task, str, Split], Reader] = {}
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    names = [(path, f"{folder.resolve().name}/{path.relative_to(folder).as_posix()}") for path in files]
    for form in FORMS:
        pattern = re.compile(rf"(?:.*/)?{form.pattern}")
        for path, name in names:
            match = pattern.fullmatch(name)
            if match is not None:
                parts = match.groupdict()
                language = parts.get("language") or form.language
                key = (form.task, SHORT.get(language, language), form.split or Split(parts["split"]))
                found.setdefault(key, partial(form.read, path, language))
    for path, name in names:
        match = XNLI_ALL.fullmatch(name)
        if match is not None:
            for language in languages_of_xnli(path):
                found.setdefault((Task.NLI, language, Split(match["split"])), partial(read_xnli, path, language))
    return found
