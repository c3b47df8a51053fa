import threading
from contextlib import suppress

from synth.sources.throttle import Throttle, shared_throttle
from tests.sources.conftest import FakeTime


def test_first_turn_does_not_wait(fake_time: FakeTime) -> None:
    throttle = Throttle(3.0, clock=fake_time.clock, sleep=fake_time.sleep)

    with throttle.turn():
        assert fake_time.slept == []


def test_turns_start_a_gap_apart(fake_time: FakeTime) -> None:
    throttle = Throttle(3.0, clock=fake_time.clock, sleep=fake_time.sleep)
    starts = []
    for work_s in (0.0, 1.0, 10.0, 0.0):
        with throttle.turn():
            starts.append(fake_time.now)
            fake_time.now += work_s

    assert starts == [1000.0, 1003.0, 1006.0, 1016.0]


def test_hold_moves_the_next_turn(fake_time: FakeTime) -> None:
    throttle = Throttle(3.0, clock=fake_time.clock, sleep=fake_time.sleep)
    throttle.hold(40.0)
    throttle.hold(5.0)
    with throttle.turn():
        assert fake_time.slept == [40.0]


def test_failed_turn_lets_the_next_one_through(fake_time: FakeTime) -> None:
    throttle = Throttle(3.0, clock=fake_time.clock, sleep=fake_time.sleep)
    with suppress(ZeroDivisionError), throttle.turn():
        _ = 1 / 0

    with throttle.turn():
        assert fake_time.slept == [3.0]


def test_threads_take_turns_one_by_one() -> None:
    throttle = Throttle(0.0)
    inside: list[int] = []
    most = []

    def work() -> None:
        for _ in range(20):
            with throttle.turn():
                inside.append(1)
                most.append(len(inside))
                inside.pop()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert max(most) == 1


def test_process_has_one_throttle_for_a_gap() -> None:
    assert shared_throttle(3.0) is shared_throttle(3.0)
