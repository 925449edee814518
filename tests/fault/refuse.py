#!/usr/bin/env python3
"""Runs a command again and again with one call refused (preload.c) and judges each run.

usage: refuse.py KIND NUMBERS [--below TEXT] [--errno N] [--on] [--strict] -- COMMAND...

NUMBERS: FROM-TO/STEP; TO is cut to what a run without a fault has of them. {out} in the
command is the report folder of the run. Right is one of two ends:

  refused   status 2, one line on standard error, no report folder
  done      status, standard output and report folder, byte for byte, are those of a run
            without a fault; with --verified the program's `verify` finds nothing wrong, and
            the status is 0, or 3 because something was not seen

--strict: a refusal below the report folder must be told, with the file's folder in the line.
The commands run side by side, one for each processor. Status 1: a run ended otherwise.
"""
import argparse
import concurrent.futures
import os
import re
import shutil
import subprocess
import sys
import tempfile

PRELOAD = os.environ["PRELOAD"]
SECONDS = 60


def tree(folder):
    found = {}
    for where, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(where, name)
            with open(path, "rb") as file:
                found[os.path.relpath(path, folder)] = file.read()
    return found


class Run:
    """One run of the command with call number `at` refused; 0 refuses none."""

    def __init__(self, options, work, at):
        self.folder = os.path.join(work, str(at))
        self.out = os.path.join(self.folder, "report-folder")
        self.at = at
        self.verified = None
        log = os.path.join(self.folder, "log")
        os.mkdir(self.folder)
        own = os.path.join(self.folder, "runtime")  # the ledger of request starts: of no other run
        os.mkdir(own, 0o700)
        environment = dict(os.environ, LD_PRELOAD=PRELOAD, XDG_RUNTIME_DIR=own, FAULT_KIND=options.kind, FAULT_AT=str(at),
                           FAULT_LOG=log,
                           FAULT_ERRNO=str(options.errno), FAULT_BELOW=options.below, FAULT_ON=options.on)
        command = [word.replace("{out}", self.out) for word in options.command]
        try:
            done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True,
                                  timeout=SECONDS, check=False)
            self.status, self.told = done.returncode, done.stderr.decode(errors="replace")
            self.printed = done.stdout.replace(self.out.encode(), b"{out}")
        except subprocess.TimeoutExpired:
            self.status, self.told, self.printed = "hangs", "", b""
        self.log = open(log, encoding="utf-8", errors="replace").read() if os.path.exists(log) else ""
        self.there = os.path.lexists(self.out)
        self.tree = tree(self.out)
        if options.verified and self.there:
            done = subprocess.run([command[0], "verify", self.out], capture_output=True, check=False)
            self.verified = done.returncode == 0
        shutil.rmtree(self.folder)

    def refused(self):
        """The path of the first call refused; None if it was never made."""
        found = re.search(r"^refused \S+ (.*)$", self.log, re.M)
        return found and found.group(1)


def judge(run, reference, strict):
    """"refused", "done", or else what is wrong."""
    if run.status == 2:
        if run.there:
            return "status 2, but left behind: " + " ".join(run.tree)
        if run.told.count("\n") != 1 or not run.told.startswith("syncro-audit: "):
            return f"status 2, told: {run.told!r}"
        if strict and run.out in (run.refused() or "") and run.out not in run.told:
            return f"the line does not name the file: {run.told!r}"
        return "refused"
    if run.verified is not None and run.status in (0, 3):
        return "done" if run.verified else "its report does not verify"
    if run.status != reference.status:
        return f"status {run.status}, told: {run.told!r}"
    if strict and run.out in (run.refused() or ""):
        return f"status {run.status}, and not a word of it"
    different = sorted(name for name in {*run.tree, *reference.tree} if run.tree.get(name) != reference.tree.get(name))
    if run.printed != reference.printed:
        return f"printed: {run.printed!r}"
    return "finished, but other than without a fault: " + " ".join(different) if different else "done"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("kind")
    parser.add_argument("numbers")
    parser.add_argument("--below", default="")
    parser.add_argument("--errno", type=int, default=28)
    parser.add_argument("--on", action="store_const", const="1", default="")
    parser.add_argument("--strict", action="store_true")
    parser.add_argument("--verified", action="store_true")
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    first, last, step = map(int, re.fullmatch(r"(\d+)-(\d+)/(\d+)", options.numbers).groups())
    work = tempfile.mkdtemp()
    reference = Run(options, work, 0)
    counted = re.search(r"counted (\d+)", reference.log)
    if not counted or reference.status not in (0, 1, 3):
        sys.exit(f"without a fault: status {reference.status}: {reference.told}")
    numbers = range(first, min(last, int(counted.group(1))) + 1, step)
    tally = {"refused": 0, "done": 0}
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for run in pool.map(lambda at: Run(options, work, at), numbers):
            word = judge(run, reference, options.strict) if run.refused() is not None else "was never asked to fail"
            if word in tally:
                tally[word] += 1
            else:
                print(f"{options.kind} {run.at} ({run.refused()}): {word}")
    shutil.rmtree(work)
    print(f"{options.kind}: of {counted.group(1)} calls {len(numbers)} refused, one a run: "
          f"{tally['refused']} told with status 2, {tally['done']} without effect")
    return 0 if len(numbers) and sum(tally.values()) == len(numbers) else 1


sys.exit(main())
