"""What GitHub's code scanning makes of SARIF files that one workflow uploads: its rule written again, since it does
not run here ("SARIF support for code scanning", github/codeql-action, and what its refusals say). An upload is
refused as a whole for one result that stands nowhere, or not at a relative path, or lacks what is required; two files
of one tool and category are refused. Every result is an open alert, whatever its kind and suppressions say; it is
known by its rule, its file and primaryLocationLineHash alone, and an open alert that the next upload of its
category lacks is closed as fixed."""
import gzip, json, re

REQUIRED = ("startLine", "startColumn", "endLine", "endColumn")


class Refused(Exception):
    pass


def upload(paths):
    """{category: {key: result}}"""
    told = {}
    for path in paths:
        with open(path, "rb") as file:
            data = file.read()
        need(len(gzip.compress(data)) <= 10 * 1024 * 1024, "file too large")
        for run in json.loads(data)["runs"]:
            category = run["automationDetails"]["id"].rpartition("/")[0]
            need(category not in told, "a category twice: %s" % category)
            rules = run["tool"]["driver"]["rules"]
            for rule in rules:
                need(rule["help"]["text"] and len(rule.get("name", "")) <= 255, rule["id"])
                for text in (rule["shortDescription"]["text"], rule["fullDescription"]["text"]):
                    need(0 < len(text) <= 1024, "%s: a description" % rule["id"])
            need(len(run["results"]) <= 25000, "too many results")
            alerts = told[category] = {}
            for result in run["results"]:
                key = look(result)
                need(rules[result["ruleIndex"]]["id"] == result["ruleId"], "another rule")
                need(key not in alerts, "an alert twice: %s" % (key,))
                alerts[key] = result
    return told


def look(result):
    locations = result.get("locations") or []
    need(locations, "locationFromSarifResult: expected at least one location")
    physical = [location.get("physicalLocation") for location in locations + result.get("relatedLocations", [])]
    need(all(physical), "locationFromSarifResult: expected a physical location")
    for each in physical:
        uri = each.get("artifactLocation", {}).get("uri")
        need(uri, "locationFromSarifResult: expected artifact location")
        need(not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|/", uri), "no relative path: %s" % uri)
        need(all(each["region"].get(name, 0) >= 1 for name in REQUIRED), "a region")
    need(result["message"]["text"], "no message")
    return result["ruleId"], physical[0]["artifactLocation"]["uri"], result["partialFingerprints"]["primaryLocationLineHash"]


def need(held, why):
    if not held:
        raise Refused(why)
