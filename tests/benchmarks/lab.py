"""Measures how fast the lab pretrains: ``nice python tests/benchmarks/lab.py --sizes nano,micro,mini,small``.

Tokens per CPU-second of one thread, beside a naive loop in the same run: every row padded to the longest there is,
scores for all places instead of the hidden ones, blocks under autocast. Both train the same model on the same text, in
turns, so that other work on the machine bears on both. Padding is not counted. Memory is the process's peak.
"""

import argparse
import resource
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import torch

from synth.lab.models.encoder import SIZES, TinyEncoder, params_of
from synth.lab.train.batches import batch_stream
from synth.lab.train.device import be_deterministic
from synth.lab.train.loop import step_draw
from synth.lab.train.objectives import MaskedLanguage, hide
from synth.lab.train.pretrain import PretrainPlan, training_rows
from synth.lab.world import World, WorldConfig

TURNS = 3  # the best of so many is printed
DOCUMENTS = 3_000  # of each language
MIB = 2**20


def main() -> None:
    """Time both loops for each size, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="nano,micro,mini,small")
    parser.add_argument("--seconds", type=float, default=3.0, help="CPU seconds of each turn")
    options = parser.parse_args()
    be_deterministic(threads=1)
    world = World(WorldConfig())
    tokenizer, plan = world.tokenizer(), replace(PretrainPlan(), documents=DOCUMENTS)
    rows, _ = training_rows(world, plan, tokenizer, SIZES["nano"].max_tokens, 0, None)
    print("tokens per CPU-second")
    print(f"{'size':8}{'params':>10}{'float32':>10}{'bfloat16':>10}{'as shipped':>12}{'naive':>10}{'gain':>7}")
    for size in options.sizes.split(","):
        loops = {}
        for name, bf16 in (("float32", False), ("bfloat16", True)):
            model = TinyEncoder(replace(SIZES[size], bf16=bf16), tokenizer.size).train()
            loops[name] = own_step(model, MaskedLanguage(model, rows, tokenizer, plan.share), plan)
        naive = TinyEncoder(replace(SIZES[size], bf16=False), tokenizer.size).train()
        loops["naive"] = naive_step(naive, MaskedLanguage(naive, rows, tokenizer, plan.share))
        best = dict.fromkeys(loops, 0.0)
        for _ in range(TURNS):
            for name, step in loops.items():
                best[name] = max(best[name], speed(step, options.seconds))
        shipped = best["bfloat16" if SIZES[size].bf16 else "float32"]
        print(
            f"{size:8}{params_of(naive):>10,}{best['float32']:>10,.0f}{best['bfloat16']:>10,.0f}{shipped:>12,.0f}"
            f"{best['naive']:>10,.0f}{shipped / best['naive']:>6.1f}x",
            flush=True,
        )
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / MIB:,.0f} MiB")


def speed(step: Callable[[], int], seconds: float) -> float:
    """Tokens per CPU-second."""
    step()
    tokens, started_s = 0, time.process_time()
    while time.process_time() - started_s < seconds:
        tokens += step()
    return tokens / (time.process_time() - started_s)


def own_step(model: TinyEncoder, objective: MaskedLanguage, plan: PretrainPlan) -> Callable[[], int]:
    """One step of the lab's loop; returns the tokens trained on."""
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, fused=True)
    lengths = objective.lengths
    batches = batch_stream(lengths, plan.schedule.batch_tokens, seed=0)

    def step() -> int:
        chosen = next(batches)
        optimizer.zero_grad(set_to_none=True)
        objective.loss(chosen, step_draw(0, 0)).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), plan.schedule.clip)
        optimizer.step()
        return int(lengths[chosen].sum())

    return step


def naive_step(model: TinyEncoder, objective: MaskedLanguage) -> Callable[[], int]:
    """One step as one would write it first; returns the tokens trained on."""
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
    lengths, draw = objective.lengths, np.random.default_rng(0)
    longest, tokenizer = int(lengths.argmax()), objective.tokenizer

    def step() -> int:
        chosen = np.append(draw.choice(len(lengths), 63, replace=False), longest)
        ids, mask = objective.rows.padded(chosen, tokenizer.pad)
        shown, wanted = hide(ids, tokenizer, share=objective.share, draw=step_draw(0, 0))
        optimizer.zero_grad()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = model.predict(model.encode(shown, mask)[-1]).flatten(0, 1)
            torch.nn.functional.cross_entropy(
                scores, ids.masked_fill(~wanted, -100).flatten(), ignore_index=-100
            ).backward()
        optimizer.step()
        return int(lengths[chosen].sum())

    return step


if __name__ == "__main__":
    main()
