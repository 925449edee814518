#!/bin/bash
# The longest and strangest texts that a report may hold: nothing leaves the page, and
# nothing is cut.
set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=tests/cli/lib.sh
. "$here/../cli/lib.sh"
# shellcheck source=tests/golden/lib.sh
. "$here/lib.sh"
export SOURCE_DATE_EPOCH=1795508100

# An account and a profile with them, made of the sample account "not ready".
worst_account() {
	PYTHONDONTWRITEBYTECODE=1 python3 - "$root" "$work" <<'END'
import json, os, sys
root, work = sys.argv[1:]
path = os.path.join(root, "samples", "generate")
generate = {"__file__": path, "__name__": "generate"}
exec(compile(open(path, encoding="utf-8").read(), path, "exec"), generate)

def filled(start, length):
    words = (start + " of an account whose owner likes names that say all there is to say ") * 9
    return words[:length - 1].rstrip() + "."

title = filled("Prerequisites", 200)
customers = [filled("Customer", 400), "W" * 400, "שירותי ענן וגיבוי " * 22, "एकीकृत सेवा केन्द्र " * 20,
             "株式会社管理サービス" * 40, '=HYPERLINK("http://a.example", "worst")', "@SUM(A1:A9)+cmd|' /C calc'!A0"]
account = generate["accounts"].not_ready()
account.baseline = None
active = [row for row in account.customers[5:] if not row["disabled"]]
for row, name in zip(active, customers):
    # On none of them an invoice bills: each stands in the table of what is in the way.
    row["business_name"] = row["business_then_name"] = name
    account.schedules = [other for other in account.schedules if other["customer_id"] != row["id"]]
account.details[0]["full_name"] = account.users[0][1] = filled("Administrator", 300)
folder = os.path.join(work, "account")
generate["write_account"](account, folder)
profile = json.load(open(os.path.join(root, "templates", "profiles", "jumpcloud-mtp.json"), encoding="utf-8"))
profile["title"] = title
for index, requirement in enumerate(profile["requirements"]):
    requirement["title"] = filled("Requirement %d" % index, 200)
    requirement["remediation"][0] = "/".join(["without-a-space"] * 20)
json.dump(profile, open(os.path.join(work, "profile.json"), "w", encoding="utf-8"), ensure_ascii=False)
brand = {"title": title}
for key in ("organisation", "prepared_for", "assessor", "reviewer", "footer"):
    brand[key] = filled(key, 300)
json.dump(brand, open(os.path.join(work, "brand.json"), "w", encoding="utf-8"))
texts = [title, account.users[0][1], *customers, *(row["title"] for row in profile["requirements"])]
json.dump(texts, open(os.path.join(work, "texts.json"), "w", encoding="utf-8"))
END
}

# As the pages show it, without the white space between lines; a row may go on on the next
# page, below its head. What is read from right to left is compared word by word.
nothing_is_cut() {
	pdftotext -raw "$1" "$work/pages"
	python3 - "$work/pages" "$work/texts.json" <<'END' || fail 'a text was cut'
import json, sys, unicodedata
plain = lambda text: "".join(c for c in text if not c.isspace() and c != "\u00ad")
pages = plain(open(sys.argv[1], encoding="utf-8").read())

def pieces(text):
    """In how many pieces the pages hold it; a piece is 10 characters at least."""
    count = 0
    while text:
        length = len(text)
        while text[:length] not in pages:
            length -= 1
            if length < 10:
                return 99
        text, count = text[length:], count + 1
    return count

for text in json.load(open(sys.argv[2], encoding="utf-8")):
    rtl = any(unicodedata.bidirectional(c) == "R" for c in text)
    for part in text.split() if rtl else [text]:
        if pieces(plain(part)) > 2 and not (rtl and plain(part) in pages):
            sys.exit("not on the pages: " + part)
END
}

worst_report() {
	worst_account || fail 'no account'
	run replay "$work/account" --out "$work/out" --profile "$work/profile.json" \
		--brand "$work/brand.json" --format pdf "$@"
	[ "$status" -eq 1 ] || fail "status $status"
	qpdf --check "$work/out/report.pdf" >"$work/qpdf" 2>&1 || fail "$(cat "$work/qpdf")"
	words_keep_to_the_page "$work/out/report.pdf"
	nothing_is_cut "$work/out/report.pdf"
}

worst_workbooks() {
	worst_account || fail 'no account'
	run replay "$work/account" --out "$work/out" --profile "$work/profile.json" --brand "$work/brand.json" --format xlsx
	[ "$status" -eq 1 ] || fail "status $status"
	local name
	for name in report work; do
		"$here/cells.py" "$work/out/$name.xlsx" >"$work/$name.cells" || fail "$name.xlsx"
	done
	python3 - "$work/report.cells" "$work/texts.json" <<'END' || fail 'a text was cut'
import json, sys
cells = [bytes.fromhex(line.split("\t")[3]).decode("utf-16-le")
         for line in open(sys.argv[1], encoding="utf-8") if line.split("\t")[2] == "text"]
for text in json.load(open(sys.argv[2], encoding="utf-8")):
    if not any(text.strip() in cell for cell in cells):
        sys.exit("not in the workbook: " + text)
END
	install_validator
	for name in report work; do
		assert_valid "$work/out/$name.xlsx"
	done
}

it 'on A4 nothing leaves the page and nothing is cut' worst_report
it 'on Letter, either' worst_report --paper letter
it 'in the workbooks each stands whole, and none is a formula' worst_workbooks
finish
