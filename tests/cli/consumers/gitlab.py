"""What GitLab makes of the JUnit files of one job: its rule written again, since GitLab does not run here
(lib/gitlab/ci/parsers/test/junit.rb, reports/test_case.rb, reports/test_suite.rb). Every file of the job goes
into one suite; a case is known by the names of its suite, of its class and of itself, and stands once under
each status it has."""
import xml.etree.ElementTree as tree


def job(paths):
    """{status: {key: case}}"""
    told = {"failed": {}, "error": {}, "skipped": {}, "success": {}}
    for path in paths:
        for suite in tree.parse(path).getroot().iter("testsuite"):
            for case in suite.findall("testcase"):
                status = next((s for name, s in (("failure", "failed"), ("error", "error"), ("skipped", "skipped"))
                               if case.find(name) is not None), "success")
                key = "%s_%s_%s" % (suite.get("name"), case.get("classname"), case.get("name"))
                told[status][key] = case
    return told
