#!/usr/bin/env python3
"""Trains DS-CNN in PyTorch and prunes it until its arena keeps to a budget: prune.py PEX_JAR MODEL BUDGET DATA.npz

MODEL is the whole network in any form (zoo/ds_cnn.tflite). x of DATA is float32 (samples, 1, rows, columns), y its classes."""
import sys
import numpy
import torch
from torch import nn
from narrow import Oracle, cuts

ROUNDS, EPOCHS, BATCH = 8, 3, 64


def network(widths, classes):
    layers = [nn.Conv2d(1, widths[0], (10, 4), stride=2, padding=(5, 2), bias=False)]
    for before, after in zip(widths, widths[1:]):
        layers += [nn.BatchNorm2d(before), nn.ReLU(), nn.Conv2d(before, before, 3, padding=1, groups=before, bias=False)]
        layers += [nn.BatchNorm2d(before), nn.ReLU(), nn.Conv2d(before, after, 1, bias=False)]
    layers += [nn.BatchNorm2d(widths[-1]), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten()]
    return nn.Sequential(*layers, nn.Linear(widths[-1], classes))


def narrowed(net, keep):
    """The network with some channels of each group. A convolution that sums over channels begins the next group."""
    small, group = network([len(own) for own in keep], net[-1].out_features), -1
    for old, new in zip(net, small):
        inputs = slice(None) if group < 0 else keep[group]
        mixes = isinstance(old, nn.Conv2d) and old.groups == 1
        group += mixes
        for name, value in old.state_dict().items():
            outputs = slice(None) if isinstance(old, nn.Linear) or value.dim() == 0 else keep[group]
            reads = name == "weight" and (mixes or isinstance(old, nn.Linear))
            new.state_dict()[name].copy_(value[outputs][:, inputs] if reads else value[outputs] if value.dim() else value)
    return small


def train(net, x, y, epochs):
    """Trains, and says what each channel is worth: the change of the loss without it, to first order, squared (Taylor)."""
    norms = [net[i + 1] for i in range(len(net) - 1) if isinstance(net[i], nn.Conv2d) and net[i].groups == 1]
    optimizer, scores = torch.optim.Adam(net.parameters(), 2e-3), [0] * len(norms)
    for step in range(epochs * len(x) // BATCH):
        chosen = torch.randint(len(x), (BATCH,))
        optimizer.zero_grad()
        nn.functional.cross_entropy(net(x[chosen]), y[chosen]).backward()
        products = [norm.weight * norm.weight.grad + norm.bias * norm.bias.grad for norm in norms]
        scores = [score + product.detach() ** 2 for score, product in zip(scores, products)]
        optimizer.step()
    return [score.sort(descending=True) for score in scores]


def main(jar, model, budget, data):
    oracle, goal = Oracle(jar, model, "--input-mode", "streamed"), int(budget)
    x, y = (torch.from_numpy(numpy.load(data)[name]) for name in ("x", "y"))
    x, y, held_x, held_y = x[::2], y[::2], x[1::2], y[1::2]
    widths = [group["width"] for group in oracle.groups]
    start, net = oracle.ask(widths, True)["arenaBytes"], network(widths, int(y.max()) + 1)
    scores = train(net, x, y, ROUNDS * EPOCHS)
    for round_ in range(1, ROUNDS + 1):
        limit = start * (goal / start) ** (round_ / ROUNDS)
        last = round_ == ROUNDS
        while (now := oracle.ask(widths, last))["arenaBytes" if last else "liveBytes"] > limit:
            def price(cut):  # what is lost for each byte that a cut saves
                lost = sum(float(own.values[width:].sum()) for own, width in zip(scores, cut))
                return lost / max(0.1, now["liveBytes"] - oracle.ask(cut, False)["liveBytes"])
            widths = min((cut for cut in cuts(widths) if cut != widths), key=price)
        net = narrowed(net, [own.indices[:width].sort().values for own, width in zip(scores, widths)])
        scores = train(net, x, y, EPOCHS)
        right = (net.eval()(held_x).argmax(1) == held_y).float().mean()
        net.train()
        print(f"{oracle.ask(widths, True)['arenaBytes']} bytes, {100 * right:.1f} %: {widths}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
