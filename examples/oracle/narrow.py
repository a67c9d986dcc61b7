#!/usr/bin/env python3
"""Narrows a network until its arena keeps to a budget, with the compiler in the loop.

    narrow.py PEX_JAR MODEL BUDGET [OPTION OF pex oracle]...

Each round tries to make one group of channels narrower, each in turn, and all of them at once; it takes the cut that lowers the
peak most for each multiply-accumulate that it costs. The last line has the widths.
A trainer replaces `worth` by what a cut costs in accuracy.
"""
import json
import subprocess
import sys


class Oracle:
    """`pex oracle` as a process: a JSON object a line in, one a line out."""

    def __init__(self, jar, model, *options):
        self.process = subprocess.Popen(
            ["java", "-jar", jar, "oracle", model, *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        first = self.process.stdout.readline()
        if not first:
            sys.exit(self.process.wait() or 1)  # the process has said why on standard error
        self.groups = json.loads(first)["groups"]

    def ask(self, widths, exact):
        self.process.stdin.write(json.dumps({"widths": widths, "exact": exact}) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        if "error" in answer:
            raise ValueError(answer["error"])
        return answer


def narrower(width):
    """An eighth less, at least one, and a multiple of four where that is possible."""
    less = width - max(1, width // 8)
    return max(1, less // 4 * 4 if less >= 8 else less)


def cuts(widths):
    """All groups narrower at once, and each alone."""
    yield [narrower(width) for width in widths]
    for i, width in enumerate(widths):
        yield widths[:i] + [narrower(width)] + widths[i + 1 :]


def worth(before, after):
    """Bytes of the peak that a cut saves for each multiply-accumulate that it costs."""
    saved = before["liveBytes"] - after["liveBytes"]
    return saved / max(1, before["macs"] - after["macs"])


def main(jar, model, budget, *options):
    oracle = Oracle(jar, model, *options)
    widths = [group["width"] for group in oracle.groups]
    exact = oracle.ask(widths, True)
    while exact["arenaBytes"] > int(budget):
        now = oracle.ask(widths, False)
        choices = [cut for cut in cuts(widths) if cut != widths]
        if not choices:
            sys.exit(f"no widths keep to {budget} bytes; the narrowest network needs {exact['arenaBytes']}")
        widths = max(choices, key=lambda cut: worth(now, oracle.ask(cut, False)))
        exact = oracle.ask(widths, True)
        print(exact["arenaBytes"], "bytes,", exact["macs"], "MACs:", widths, flush=True)
    print(json.dumps({"widths": widths, **exact}))


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
