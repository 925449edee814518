"""What Jenkins makes of the JUnit files of one build: its rule written again, since Jenkins does not run here
(jenkinsci/junit-plugin: SuiteResult, TestResult.add, CaseResult.getPackageName, ClassResult). A suite is called
package.name, and suites of one name are merged if their ids are the same or one has none; a case stands in the
package and the class that its class name has before and behind its last dot, and whoever looks for the case of an
earlier build looks for that name. Names of one class that would be the same get "_2" behind them."""
import xml.etree.ElementTree as tree


def build(paths):
    """The suites, [name, id, cases], and {package: {class: {case: status}}}."""
    suites, packages = [], {}
    for path in paths:
        for element in tree.parse(path).getroot().iter("testsuite"):
            name = ".".join(filter(None, (element.get("package"), element.get("name"))))
            cases = element.findall("testcase")
            for suite in suites:
                if suite[0] == name and (None in (suite[1], element.get("id")) or suite[1] == element.get("id")):
                    suite[2].extend(cases)
                    break
            else:
                suites.append([name, element.get("id"), cases])
    for _, _, cases in suites:
        for case in cases:
            package, _, simple = case.get("classname").rpartition(".")
            children = packages.setdefault(package or "(root)", {}).setdefault(simple, {})
            name, number = safe(case.get("name")), 1
            while name in children:
                number += 1
                name = "%s_%d" % (safe(case.get("name")), number)
            children[name] = ("skipped" if case.find("skipped") is not None else "failed"
                              if case.find("failure") is not None or case.find("error") is not None else "passed")
    return suites, packages


def safe(name):
    return "".join(c if c.isalnum() or c in "_$" else "_" for c in name)
