import json
from pathlib import Path

import pytest

from synth.errors import LabError
from synth.lab.data import read_task_data
from synth.lab.types import Example, Split, Task, TaskData


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def only(folder: Path, task: Task, language: str = "de", split: Split = Split.TEST) -> Example:
    (example,) = read_task_data(folder).split(task, language, split)
    return example


def refusal(folder: Path, task: Task, language: str = "de", split: Split = Split.TEST) -> LabError:
    with pytest.raises(LabError) as raised:
        read_task_data(folder).split(task, language, split)
    assert raised.value.hint
    return raised.value


def squad(context: str, text: str, start: int, **more: object) -> str:
    question = {"id": "1", "question": "Wo liegt es?", "answers": [{"text": text, "answer_start": start}]} | more
    return json.dumps({"data": [{"title": "t", "paragraphs": [{"context": context, "qas": [question]}]}]})


NLI = Example(("Er", "schläft", "."), ("Er", "ist", "wach", "."), 2)
SAME = Example(("Er", "kam", "spät", "."), ("Spät", "kam", "er", "."), 1)


def test_xnli_in_three_columns(tmp_path: Path) -> None:
    write(tmp_path, "xnli/test-de.tsv", "Er schläft.\tEr ist wach.\tcontradiction\n")

    assert only(tmp_path, Task.NLI) == NLI


def test_xnli_in_its_own_table(tmp_path: Path) -> None:
    head = "language\tgold_label\tsentence1_binary_parse\tsentence1\tsentence2\tpromptID\n"
    rows = "en\tneutral\t\tHe sleeps.\tHe dreams.\t1\nde\tcontradiction\t\tEr schläft.\tEr ist wach.\t1\n"
    write(tmp_path, "XNLI-1.0/xnli.test.tsv", head + rows)

    assert only(tmp_path, Task.NLI) == NLI
    assert read_task_data(tmp_path).targets == ("de",)


def test_xnli_in_json_lines(tmp_path: Path) -> None:
    record = {"language": "de", "gold_label": "contradiction", "sentence1": "Er schläft.", "sentence2": "Er ist wach."}
    write(tmp_path, "xnli.test.jsonl", json.dumps(record, ensure_ascii=False) + "\n")

    assert only(tmp_path, Task.NLI) == NLI


def test_multinli_with_its_header_and_its_word_for_contradiction(tmp_path: Path) -> None:
    write(tmp_path, "multinli.train.en.tsv", "premise\thypo\tlabel\nHe sleeps .\tHe wakes .\tcontradictory\n")

    assert only(tmp_path, Task.NLI, "en", Split.TRAIN).label == 2


def test_paws_in_both_layouts(tmp_path: Path) -> None:
    write(tmp_path / "a", "pawsx/test-de.tsv", "Er kam spät.\tSpät kam er.\t1\n")
    write(
        tmp_path / "b", "x-final/de/test_2k.tsv", "id\tsentence1\tsentence2\tlabel\n7\tEr kam spät.\tSpät kam er.\t1\n"
    )

    assert only(tmp_path / "a", Task.PARAPHRASE) == SAME
    assert only(tmp_path / "b", Task.PARAPHRASE) == SAME


def test_fields_that_a_spreadsheet_quoted_are_unquoted(tmp_path: Path) -> None:
    write(tmp_path, "pawsx/test-de.tsv", '"Er sagte ""nein"" ."\tEr verneinte .\t1\n')

    assert only(tmp_path, Task.PARAPHRASE).words == ("Er", "sagte", '"', "nein", '"', ".")


def test_parts_of_speech_in_conllu(tmp_path: Path) -> None:
    rows = [
        "# text = Im Haus.",
        "1-2\tIm\t_\t_\t_\t_\t_\t_\t_\t_",
        "1\tIn\tin\tADP\t_\t_\t3\tcase\t_\t_",
        "2\tdem\tder\tDET\t_\t_\t3\tdet\t_\t_",
        "3\tHaus\tHaus\tNOUN\t_\t_\t0\troot\t_\t_",
        "3.1\tist\tsein\tAUX\t_\t_\t_\t_\t_\t_",
        "4\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_",
    ]
    write(tmp_path, "UD_German-GSD/de_gsd-ud-test.conllu", "\n".join(rows) + "\n\n")
    labels = read_task_data(tmp_path).labels(Task.TAGS)

    example = only(tmp_path, Task.TAGS)

    assert example.words == ("In", "dem", "Haus", ".")
    assert [labels[tag] for tag in example.tags] == ["ADP", "DET", "NOUN", "PUNCT"]


def test_parts_of_speech_in_two_columns(tmp_path: Path) -> None:
    write(tmp_path, "udpos/test-de.tsv", "Er\tPRON\nschläft\tVERB\n\nJa\tINTJ\n")

    assert len(read_task_data(tmp_path).split(Task.TAGS, "de", Split.TEST)) == 2


@pytest.mark.parametrize(
    ("name", "prefix"), [("panx/test-de.tsv", ""), ("panx/de/test", "de:"), ("panx/de-test", "de:")]
)
def test_names_in_every_layout(tmp_path: Path, name: str, prefix: str) -> None:
    write(tmp_path, name, f"{prefix}In\tO\n{prefix}Bad\tB-LOC\n{prefix}Ems\tI-LOC\n\n")
    labels = read_task_data(tmp_path).labels(Task.NER)

    example = only(tmp_path, Task.NER)

    assert example.words == ("In", "Bad", "Ems")
    assert [labels[tag] for tag in example.tags] == ["O", "B-LOC", "I-LOC"]


@pytest.mark.parametrize(
    ("name", "language", "split"),
    [
        ("xquad/xquad.de.json", "de", Split.TEST),
        ("mlqa/MLQA_V1/dev/dev-context-de-question-de.json", "de", Split.DEV),
        ("tydiqa/tydiqa-goldp-v1.1-dev/tydiqa.goldp.fi.dev.json", "fi", Split.TEST),
        ("squad/train-v1.1.json", "en", Split.TRAIN),
        ("squad/dev-v1.1.json", "en", Split.DEV),
    ],
)
def test_questions_of_every_set(tmp_path: Path, name: str, language: str, split: Split) -> None:
    write(tmp_path, name, squad("Das Haus liegt in Bad Ems.", "Bad Ems", 18))

    example = only(tmp_path, Task.QA, language, split)

    assert example.answer == (4, 6)
    assert example.words[4:6] == ("Bad", "Ems")
    assert example.pair == ("Wo", "liegt", "es", "?")


def test_questions_asked_in_another_language_are_left_out(tmp_path: Path) -> None:
    write(tmp_path, "test-context-de-question-en.json", squad("Hier.", "Hier", 0))
    write(tmp_path, "test-context-es-question-es.json", squad("Aquí.", "Aquí", 0))

    assert read_task_data(tmp_path).languages(Task.QA) == ("es",)


def test_answers_in_scripts_without_spaces_are_characters(tmp_path: Path) -> None:
    write(tmp_path, "xquad.zh.json", squad("他住在北京。", "北京", 3))

    example = only(tmp_path, Task.QA, "zh")

    assert example.answer is not None
    assert example.words[slice(*example.answer)] == ("北", "京")


@pytest.mark.parametrize(
    ("name", "beside"), [("tatoeba.deu-eng.deu", "tatoeba.deu-eng.eng"), ("tatoeba/de-en.de", "tatoeba/de-en.en")]
)
def test_translations_lie_beside(tmp_path: Path, name: str, beside: str) -> None:
    write(tmp_path, name, "Guten Tag.\n")
    write(tmp_path, beside, "Hello.\n")

    assert only(tmp_path, Task.RETRIEVAL) == Example(("Guten", "Tag", "."), ("Hello", "."))


def test_folder_is_task_data(tmp_path: Path) -> None:
    for language in ("sw", "en", "de"):
        write(tmp_path, f"xtreme/xnli/test-{language}.tsv", "a\tb\tneutral\n" * 5)
    data: TaskData = read_task_data(tmp_path)

    assert (data.source, data.targets, data.tasks) == ("en", ("de", "sw"), (Task.NLI,))
    assert data.labels(Task.NLI) == ("entailment", "neutral", "contradiction")
    assert len(data.split(Task.NLI, "sw", Split.TEST, limit=3)) == 3
    assert len(data.split(Task.NLI, "sw", Split.TEST)) == 5


def test_what_is_not_there_is_named_with_what_is(tmp_path: Path) -> None:
    write(tmp_path, "xnli/test-de.tsv", "a\tb\tneutral\n")

    assert "de test" in refusal(tmp_path, Task.NLI, "fr").hint
    assert "train examples of nli" in str(refusal(tmp_path, Task.NLI, "de", Split.TRAIN))


@pytest.mark.parametrize(
    ("name", "text", "task", "place"),
    [
        ("xnli/test-de.tsv", "a\tb\tneutral\na\tb\n", Task.NLI, "line 2, column 3: no label"),
        ("xnli/test-de.tsv", "a\tb\tyes\n", Task.NLI, "line 1, column 3: unknown label 'yes'"),
        ("xnli/test-de.tsv", "a,b,neutral\n", Task.NLI, "line 1, column 2: no sentence"),
        ("xnli/test-de.tsv", "", Task.NLI, "no examples"),
        ("pawsx/test-de.tsv", "a\tb\t2\n", Task.PARAPHRASE, "line 1, column 3: unknown label '2'"),
        ("de_x-ud-test.conllu", "1\tEr\tPRON\n", Task.TAGS, "line 1, column 3: 3 fields"),
        ("de_x-ud-test.conllu", "1\tEr\ter\tPRN" + "\t_" * 6, Task.TAGS, "line 1, column 4: unknown tag 'PRN'"),
        ("panx/test-de.tsv", "Bad\n", Task.NER, "line 1, column 2: no tag"),
        ("panx/test-de.tsv", "In\tO\n\nBad\tB-CITY\n", Task.NER, "line 3, column 2: unknown tag 'B-CITY'"),
        ("xquad.de.json", '{"data": [\n}', Task.QA, "line 2, column 1: no JSON"),
        ("xquad.de.json", '{"data": [{}]}', Task.QA, "data[0]: no paragraphs"),
        ("xquad.de.json", squad("In Ems.", "Ems", 2), Task.QA, "does not stand at character 2"),
        ("xquad.de.json", squad("In Ems.", "", 0, answers=[]), Task.QA, "qas[0]: no answer"),
    ],
)
def test_malformed_file_is_refused_with_its_place(tmp_path: Path, name: str, text: str, task: Task, place: str) -> None:
    path = write(tmp_path, name, text)

    message = str(refusal(tmp_path, task))

    assert place in message
    assert str(path) in message or str(tmp_path) in message


def test_xnli_table_with_a_field_too_few_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "xnli.test.tsv", "language\tgold_label\tsentence1\tsentence2\nde\tneutral\ta\tb\n")
    data = read_task_data(tmp_path)
    write(tmp_path, "xnli.test.tsv", "language\tgold_label\tsentence1\tsentence2\nde\tneutral\ta\n")

    with pytest.raises(LabError, match="line 2, column 3: 3 fields under 4 names"):
        data.split(Task.NLI, "de", Split.TEST)


def test_translations_of_unequal_number_are_refused(tmp_path: Path) -> None:
    write(tmp_path, "tatoeba.deu-eng.deu", "Ja.\nNein.\n")
    write(tmp_path, "tatoeba.deu-eng.eng", "Yes.\n")

    assert "deu-eng.eng, line 1, column 1: the file ends here" in str(refusal(tmp_path, Task.RETRIEVAL))


def test_sorted_translations_are_refused(tmp_path: Path) -> None:
    lines = [f"{n:03}." for n in range(30)]
    write(tmp_path, "tatoeba/de-en.de", "\n".join(reversed(lines)) + "\n")
    write(tmp_path, "tatoeba/de-en.en", "\n".join(lines) + "\n")

    assert "sorted" in str(refusal(tmp_path, Task.RETRIEVAL))


def test_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "xnli/test-de.tsv", "a\tb\tneutral\n")
    (tmp_path / "xnli/test-de.tsv").write_bytes(b"a\tb\tneutral\n\xff\xfe\n")

    assert "not UTF-8" in str(refusal(tmp_path, Task.NLI))


def test_folder_without_known_files_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "notes.txt", "nothing")

    with pytest.raises(LabError, match="no data set is known"):
        read_task_data(tmp_path)
    with pytest.raises(LabError, match="there is no folder"):
        read_task_data(tmp_path / "absent")
