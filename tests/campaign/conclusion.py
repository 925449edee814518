"""What a scheduler is told of a run: its exit status and its silence, both from results.json alone."""
import json, os
import comparison

STATUS = {"ready": 0, "not-ready": 1, "inconclusive": 3}
ANSWERS = ("no-permission", "unauthenticated", "not-requested")  # for not knowing that are no fault


class Asked:
    """--fail-on, --baseline and --quiet-if-unchanged."""

    def __init__(self, level=None, before=None, quiet=False, ends=False):
        self.level, self.before, self.quiet = level or "inconclusive", before, quiet
        self.ends = ends  # something that a person confirmed ends within 30 days

    def arguments(self, folder, again=False):
        """Options; a replay finds the baseline in the evidence."""
        arguments = ["--fail-on", self.level] if self.level != "inconclusive" else []
        if self.before and not again:
            file = os.path.join(folder, "baseline.json")
            with open(file, "wb") as out:
                out.write(self.before)
            arguments += ["--baseline", file]
        return arguments + (["--quiet-if-unchanged"] if self.quiet else [])

    def earlier(self):
        return json.loads(self.before) if self.before else None

    def is_later(self, results):
        return self.earlier()["assessed_at"] > results["assessed_at"]

    def since(self, results):
        """1: something fails now, uncovered, and did not or was covered; 3: what passed is open now; else 0."""
        before = {f["id"]: (f["verdict"], f["waiver"] is not None) for f in self.earlier()["findings"]}
        statuses = {0}
        for f in results["findings"]:
            verdict, covered = f["verdict"], f["waiver"] is not None
            was, was_covered = before.get(f["id"], (None, False))
            if verdict == "fail" and not covered and (was != "fail" or was_covered):
                statuses.add(1)
            if was == "pass" and (verdict == "unknown" or verdict == "manual" and not covered):
                statuses.add(3)
        return 1 if 1 in statuses else max(statuses)

    def status(self, results):
        usual = STATUS[results["verdict"]]
        if self.level == "never" or self.is_silent(results):
            return 0
        if self.level == "not-ready":
            return usual if usual == 1 else 0
        if self.level == "inconclusive" or not self.before or self.is_later(results) or not comparison.Pair(
                self.earlier(), results).same_profile:
            return usual
        return self.since(results)

    def is_silent(self, results):
        """Nothing moved, all of it is known, and nothing ends soon."""
        if not self.quiet or self.ends:
            return False
        before = self.earlier()
        changes, rows, _ = comparison.derive(before, results)
        moved = (before["verdict"] != results["verdict"] or set(changes.values()) != {"none"} or
                 any(row[0] in ("waiver", "attestation") for row in rows))
        fault = any(f["verdict"] == "unknown" and f["reason"] not in ANSWERS for f in results["findings"])
        accepted = any(s.get("method", "GET") != "GET" and s["complete"] and 200 <= s["status"] <= 299
                       for s in results["sources"])
        return not moved and not fault and not accepted

    def complaints(self, run):
        if run.status != self.status(run.results):
            yield "status %d, but the verdict is %s and the level %s" % (
                run.status, run.results["verdict"], self.level)
        if self.is_silent(run.results) and (run.stdout or run.stderr):
            yield "nothing moved, and it speaks: %s" % run.stderr.decode(errors="replace")
        if not self.is_silent(run.results) and not (run.stdout and run.stderr):
            yield "it is silent, and something moved"
