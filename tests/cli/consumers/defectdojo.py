"""What DefectDojo makes of SARIF files that are imported into one engagement: its rule written again, since it does
not run here (dojo/tools/sarif/parser.py). A result whose kind is not fail is dropped, a suppressed one is inactive;
it is known by its partialFingerprints; a finding that the next import lacks is closed."""
import json, textwrap


def findings(paths):
    """{unique_id_from_tool: finding}"""
    told = {}
    for path in paths:
        with open(path, encoding="utf-8") as file:
            runs = json.load(file)["runs"]
        for run in runs:
            for result in run["results"]:
                if result.get("kind", "fail") != "fail":
                    continue
                unique = "|".join("%s:%s" % print for print in sorted(hashes(result["partialFingerprints"]).items()))
                assert unique not in told, "a duplicate: %s" % unique
                told[unique] = {"title": textwrap.shorten(result["message"]["text"], 150),
                                "active": not result.get("suppressions"),
                                "severity": {"note": "Info", "error": "High"}.get(result.get("level"), "Medium"),
                                "file": result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
                                "line": result["locations"][0]["physicalLocation"]["region"]["startLine"],
                                "rule": result["ruleId"]}
    return told


def hashes(prints):
    """Of one method the last version counts."""
    told = {}
    for key, value in prints.items():
        method, version = (key.split("/")[-2], int(key.split("/")[-1].replace("v", ""))) if "/" in key else (key, 0)
        if method not in told or told[method][0] < version:
            told[method] = (version, value)
    return {method: value for method, (_, value) in told.items()}
