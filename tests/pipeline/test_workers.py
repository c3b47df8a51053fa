import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest

from synth.claims.document import Document
from synth.errors import ModelError
from synth.models.scorer_file import read_scorer
from synth.pipeline.answering import Bench, Task, answer
from synth.pipeline.judging import prepare
from synth.pipeline.verify import verify_claims
from synth.pipeline.workers import Workers
from synth.store.engine import open_store
from synth.verdict.types import ClaimVerdict
from tests.conftest import FakeEncoder, MakeClaim, MakeDocument

CLAIMS = ("Owls hunt at night.", "The decoder has six layers.", "Width helps by 1.6 points on XNLI.")


@pytest.fixture
def bench() -> Bench:
    return Bench(None, read_scorer(None))


@pytest.fixture
def tasks(make_document: MakeDocument) -> list[Task]:
    documents = [
        make_document("Width helps the encoder by 1.6 points on XNLI.", "The decoder has six layers.", paper="2001.1"),
        make_document("Owls hunt at night.", "Larks do not.", paper="2001.2"),
        make_document("We thank the reviewers.", paper="2001.3"),
    ]
    return [asked(document) for document in documents]


def asked(document: Document) -> Task:
    encoder = FakeEncoder()
    passages = encoder.encode([document.quote(sentence.span) for sentence in document.sentences])
    vectors = dict(zip(CLAIMS, encoder.encode(CLAIMS), strict=True))
    return Task(document, passages, CLAIMS, vectors, (0, 0, 0))


@pytest.fixture
def workers(bench: Bench) -> Iterator[Workers]:
    made = Workers(partial(Bench, bench.entailment, bench.scorer), 2)
    yield made
    made.close()


def test_processes_answer_in_order_what_one_process_answers(workers: Workers, bench: Bench, tasks: list[Task]) -> None:
    def here(task: Task) -> Sequence[object]:
        return answer(task, prepare(task.document, lambda _: task.passages), bench)

    assert list(workers.answers(tasks * 4)) == [here(task) for task in tasks * 4]


def test_killed_process_is_an_error_that_says_so(workers: Workers, tasks: list[Task]) -> None:
    answers = workers.answers(tasks * 40)
    next(answers)
    os.kill(workers.begin(), signal.SIGKILL)

    with pytest.raises(ModelError, match="ended from outside") as caught:
        list(answers)
    assert "--jobs" in caught.value.hint


def test_many_questions_go_to_processes_and_get_the_same_verdicts(
    workers: Workers, bench: Bench, make_document: MakeDocument, make_claim: MakeClaim, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[int] = []

    def begin() -> Workers:
        begun.append(1)
        return workers

    def verdicts() -> list[ClaimVerdict]:
        documents = [make_document(*CLAIMS[:2], paper="2001.1"), make_document(CLAIMS[2], paper="2001.2")]
        return verify_claims(
            [make_claim(text) for text in CLAIMS],
            documents,
            encoder=FakeEncoder(),
            entailment=None,
            scorer=bench.scorer,
            store=open_store("sqlite://"),
            workers=begin,
        )

    few = verdicts()
    assert begun == []
    monkeypatch.setattr("synth.pipeline.verify.WORTH", 6)

    assert verdicts() == few
    assert begun == [1]


PARENT = """
import sys, time
from functools import partial
from synth.models.scorer_file import read_scorer
from synth.pipeline.answering import Bench
from synth.pipeline.workers import Workers

workers = Workers(partial(Bench, None, read_scorer(None)), 1)
print(workers.begin(), flush=True)
time.sleep(60)
"""


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for the process in /proc")
def test_processes_end_with_a_command_that_is_killed() -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()

    for _ in range(600):
        if not is_running(child):
            return
        time.sleep(0.1)
    os.kill(child, signal.SIGKILL)
    pytest.fail("the process outlived its command by a minute")


def is_running(process: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        status = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"
