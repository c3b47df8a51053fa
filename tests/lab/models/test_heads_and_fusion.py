import pytest
import torch
from torch import Tensor

from synth.errors import LabError
from synth.lab.models.fusion import LayerFusion
from synth.lab.models.heads import ClassHead, WordHead, mean_state

D = 8


def states(layers: int = 3) -> tuple[Tensor, ...]:
    draw = torch.Generator().manual_seed(0)
    return tuple(torch.randn(2, 5, D, generator=draw) for _ in range(layers))


MASK = torch.tensor([[True] * 5, [True] * 3 + [False] * 2])


def test_mean_leaves_padding_out() -> None:
    state = states()[0]

    assert torch.allclose(mean_state(state, MASK)[1], state[1, :3].mean(0))


def test_class_scores_do_not_depend_on_what_stands_at_padding() -> None:
    state = states()[0]
    changed = state.clone()
    changed[1, 3:] = 9.0

    head = ClassHead(D, 3)

    assert torch.equal(head(state, MASK), head(changed, MASK))
    assert head(state, MASK).shape == (2, 3)


def test_word_scores_are_read_at_first_pieces() -> None:
    state = states()[0]
    head = WordHead(D, 4)

    scores = head(state, torch.tensor([[1, 3], [2, 0]]))

    assert torch.allclose(scores[0, 1], head.out(state[0, 3]))
    assert torch.allclose(scores[1, 0], head.out(state[1, 2]))


def test_fusion_begins_at_the_even_blend() -> None:
    several = states()
    fusion = LayerFusion(D, 2, 1)

    assert torch.allclose(fusion(several, MASK), (several[2] + fusion.norm(several[1])) / 2)


@pytest.mark.parametrize("iterate", [False, True])
def test_fusion_learns_to_use_either_layer(iterate: bool) -> None:  # noqa: FBT001 - a parameter of the test
    several = states()
    fusion = LayerFusion(D, 2, 1, iterate=iterate)
    for wanted in (several[2], fusion.norm(several[1]).detach()):
        optimizer = torch.optim.Adam(fusion.weighings.parameters(), lr=0.1)
        for _ in range(40):
            optimizer.zero_grad()
            loss = ((fusion(several, MASK) - wanted) ** 2)[MASK].mean()
            loss.backward()
            optimizer.step()

        assert loss.item() < 0.05


def test_fusion_lets_the_sentence_weigh_on_each_token() -> None:
    several = states()
    fusion = LayerFusion(D, 2, 1)
    torch.nn.init.normal_(fusion.weighings[0].global_context[-1].weight)
    changed = tuple(state.clone() for state in several)
    changed[2][0, 4] += 1.0

    assert not torch.equal(fusion(several, MASK)[0, 0], fusion(changed, MASK)[0, 0])
    assert torch.equal(fusion(several, MASK)[1], fusion(changed, MASK)[1])


def test_fusion_keeps_padding_out() -> None:
    several = states()
    fusion = LayerFusion(D, 2, 0, iterate=True)
    for weighing in fusion.weighings:
        torch.nn.init.normal_(weighing.global_context[-1].weight)
    changed = tuple(state.clone() for state in several)
    for state in changed:
        state[1, 3:] = 7.0

    assert torch.equal(fusion(several, MASK)[1, :3], fusion(changed, MASK)[1, :3])


@pytest.mark.parametrize("lower", [-1, 2, 3])
def test_layer_that_is_not_below_the_last_is_refused(lower: int) -> None:
    with pytest.raises(LabError, match="not below the last"):
        LayerFusion(D, 2, lower)
