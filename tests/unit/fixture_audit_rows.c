#include "tests/unit/fixture_audit_rows.h"

#include "audit/core/array.h"

#define SHA_A "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
#define SHA_B "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752"

/* id, title, group, severity, mandatory, verdict, reason, proof, summary,
 * object, subject, observed, source, change, waiver */
const struct fixture_row fixture_rows[] = {
	{ "JC-1.1", "An MTP administrator with the billing role sets the integration up",
	  "JumpCloud's side", SEVERITY_HIGH, true, VERDICT_MANUAL, REASON_NONE, PROOF_NONE,
	  "No interface shows it, and nobody has confirmed it.", NULL, NULL, NULL, NULL,
	  CHANGE_NONE, -1 },
	{ "JC-2.1", "Syncro accepts the API token", "The API token", SEVERITY_HIGH, true,
	  VERDICT_PASS, REASON_NONE, PROOF_PROBED, "Syncro answered GET /me with a user.", "token",
	  "API token", "accepted", "GET /me", CHANGE_NONE, -1 },
	{ "JC-2.2", "The token belongs to an existing user", "The API token", SEVERITY_HIGH, true,
	  VERDICT_PASS, REASON_NONE, PROOF_DECLARED, "The token's user stands in the user list.",
	  "user:103", "Integration Bot", "listed, id 103", "GET /users", CHANGE_FIXED, -1 },
	{ "JC-2.3", "The token does not expire within 30 days", "The API token", SEVERITY_MEDIUM,
	  false, VERDICT_MANUAL, REASON_NONE, PROOF_NONE,
	  "The attestation of the token has expired.", NULL, NULL, NULL, NULL, CHANGE_NEW, 1 },
	{ "JC-3.1", "The user may list and search customers", "Rights of the user", SEVERITY_HIGH,
	  true, VERDICT_PASS, REASON_NONE, PROOF_PROBED, "The list of customers was answered.",
	  "permission:Customers - List/Search", "Customers - List/Search", "granted",
	  "GET /customers", CHANGE_NONE, -1 },
	{ "JC-3.3", "The user may create tickets", "Rights of the user", SEVERITY_HIGH, true,
	  VERDICT_PASS, REASON_NONE, PROOF_INFERRED,
	  "Rests on an answer that comes only behind the permission check.",
	  "permission:Tickets - Create", "Tickets - Create", "granted", "POST /tickets",
	  CHANGE_NONE, -1 },
	{ "JC-3.4", "The user may edit tickets", "Rights of the user", SEVERITY_HIGH, true,
	  VERDICT_FAIL, REASON_NONE, PROOF_PROBED, "Syncro refused it with status 403.",
	  "permission:Tickets - Edit", "Tickets - Edit", "refused", "PUT /tickets/0",
	  CHANGE_REGRESSED, -1 },
	{ "JC-3.5", "The user may list and search tickets", "Rights of the user", SEVERITY_HIGH,
	  true, VERDICT_UNKNOWN, REASON_SERVER_ERROR, PROOF_NONE,
	  "Syncro kept answering with status 503.", "permission:Tickets - List/Search",
	  "Tickets - List/Search", "no usable answer", "GET /tickets", CHANGE_CHANGED, -1 },
	{ "JC-4.1", "The token carries every Customers permission", "Permissions of the token",
	  SEVERITY_HIGH, true, VERDICT_FAIL, REASON_NONE, PROOF_PROBED,
	  "1 of 2 permissions is refused.", "permission:Customers - De Duplicate",
	  "Customers - De Duplicate", "refused", "attestation by Ann Löwe", CHANGE_NONE, 0 },
	{ "JC-4.2", "The token carries every Line Item permission", "Permissions of the token",
	  SEVERITY_MEDIUM, true, VERDICT_PASS, REASON_NONE, PROOF_ATTESTED,
	  "Ann Löwe confirms it until 2027-01-31.", "permission:Line Items - Apply Discount",
	  "Line Items - Apply Discount", "granted", "attestation by Ann Löwe", CHANGE_NONE, -1 },
	{ "JC-4.4", "The token carries every Recurring Invoices permission",
	  "Permissions of the token", SEVERITY_HIGH, true, VERDICT_UNKNOWN, REASON_TIMEOUT,
	  PROOF_NONE, "The time ran out before /schedules was read to its end.",
	  "permission:Recurring Invoices - List", "Recurring Invoices - List", "no usable answer",
	  "GET /schedules", CHANGE_NOT_COMPARABLE, -1 },
	{ "JC-5.1", "The customer list can be read to its end", "Customers and billing",
	  SEVERITY_HIGH, true, VERDICT_PASS, REASON_NONE, PROOF_PROBED,
	  "The list was read to its end.", "list:customers", "Customers", "read to the end",
	  "GET /customers", CHANGE_NONE, -1 },
	{ "JC-5.2", "No two active customers carry the same name", "Customers and billing",
	  SEVERITY_MEDIUM, false, VERDICT_FAIL, REASON_NONE, PROOF_PROBED,
	  "2 active customers share a name.", "customer:1", "Northwind Traders",
	  "the same as customer 2", "GET /customers", CHANGE_NEW, -1 },
	{ "JC-5.3", "Every active customer has a business name", "Customers and billing",
	  SEVERITY_LOW, false, VERDICT_FAIL, REASON_NONE, PROOF_PROBED,
	  "1 active customer has none.", "customer:13", "(no name)", "empty", "GET /customers",
	  CHANGE_NONE, 2 },
	{ "JC-5.4", "Every active customer has a recurring invoice", "Customers and billing",
	  SEVERITY_MEDIUM, false, VERDICT_FAIL, REASON_NONE, PROOF_PROBED,
	  "2 active customers have none.", "customer:2", "NORTHWIND  TRADERS", "none",
	  "GET /schedules", CHANGE_NONE, -1 },
	{ "JC-5.5", "No Syncro user's e-mail address is also a customer's", "Customers and billing",
	  SEVERITY_LOW, false, VERDICT_FAIL, REASON_NONE, PROOF_PROBED,
	  "2 addresses are both a user's and a customer's.", "customer:14", "Only A. Person",
	  "bot@acme.example is user 103", "GET /users/{id}", CHANGE_NONE, -1 },
	{ "JC-6.1", "At least two Global Admins, and as few as possible", "Least privilege",
	  SEVERITY_INFO, false, VERDICT_INFORMATIONAL, REASON_NONE, PROOF_DECLARED,
	  "2 of 5 users are Global Admins.", "users", "Global Admins", "2", "GET /users/{id}",
	  CHANGE_NONE, -1 },
	{ "JC-6.2", "The integration's user is not a Global Admin", "Least privilege",
	  SEVERITY_MEDIUM, false, VERDICT_NOTAPPLICABLE, REASON_NONE, PROOF_DECLARED,
	  "The account has one user only.", NULL, NULL, NULL, NULL, CHANGE_NONE, -1 },
};
const size_t fixture_row_count = COUNT_OF(fixture_rows);

const struct fixture_permission fixture_permissions[] = {
	{ "Customers - List/Search", "Customers", true, TRI_YES, PROOF_PROBED, REASON_NONE,
	  CLASS_OK, "GET /customers", "" },
	{ "Customers - De Duplicate", "Customers", true, TRI_NO, PROOF_ATTESTED, REASON_NONE,
	  CLASS_MISSING, "attestation by Ann Löwe", "" },
	{ "Tickets - Create", "Tickets", true, TRI_YES, PROOF_INFERRED, REASON_NONE, CLASS_OK,
	  "POST /tickets", "Assumes that Syncro checks permissions first." },
	{ "Tickets - Edit", "Tickets", true, TRI_NO, PROOF_PROBED, REASON_NONE, CLASS_MISSING,
	  "PUT /tickets/0", "" },
	{ "Tickets - List/Search", "Tickets", true, TRI_UNKNOWN, PROOF_NONE, REASON_SERVER_ERROR,
	  CLASS_UNKNOWN, "GET /tickets", "Declared as granted; a probe had no usable answer." },
	{ "Line Items - Apply Discount", "Line Items", true, TRI_YES, PROOF_ATTESTED, REASON_NONE,
	  CLASS_OK, "attestation by Ann Löwe", "" },
	{ "Recurring Invoices - List", "Recurring Invoices", true, TRI_UNKNOWN, PROOF_NONE,
	  REASON_TIMEOUT, CLASS_UNKNOWN, "GET /schedules", "" },
	{ "Assets - List/Search", "Assets", false, TRI_YES, PROOF_PROBED, REASON_NONE, CLASS_EXCESS,
	  "GET /customer_assets", "" },
	{ "Invoices - List/Search", "Invoices", false, TRI_YES, PROOF_DECLARED, REASON_NONE,
	  CLASS_EXCESS, "GET /me", "" },
};
const size_t fixture_permission_count = COUNT_OF(fixture_permissions);

#define CUSTOMER(number, business, full, mail, off)                                                \
	{                                                                                          \
		.id = (number), .business_name = (business), .full_name = (full), .email = (mail), \
		.disabled = (off)                                                                  \
	}
const struct customer fixture_customers[] = {
	CUSTOMER(1, "Northwind Traders", "Ann Smith", "office@northwind.example", TRI_NO),
	CUSTOMER(2, "NORTHWIND  TRADERS", "Bob Smith", "bob@northwind.example", TRI_NO),
	CUSTOMER(3, "=HYPERLINK(\"http://evil.example\",\"click\")", "=1+1", "=cmd|' /C calc'!A0",
		 TRI_NO),
	CUSTOMER(4, "+49 Technik & Söhne <GmbH>", "-2", "@sum.example", TRI_NO),
	CUSTOMER(5, "Literal _x0041_ and _X0041_", "{=A1:A3}", "under_score@x0041.example", TRI_NO),
	CUSTOMER(6, "شركة الأفق للتقنية (Horizon)", "محمد", "info@horizon.example", TRI_NO),
	CUSTOMER(7, "חברת אופק בע\"מ 2000", "דנה", "dana@ofek.example", TRI_YES),
	CUSTOMER(8, "株式会社ひかり電機", "山田 太郎", "yamada@hikari.example", TRI_NO),
	CUSTOMER(9, "한빛소프트 주식회사", "김하늘", "sky@hanbit.example", TRI_YES),
	CUSTOMER(10, "บริษัท น้ำใจ จำกัด", "สมชาย", "somchai@namjai.example", TRI_NO),
	CUSTOMER(11, "Công ty Phở Hà Nội — Ελλάς ΑΕ — ООО «Ромашка»", "Nguyễn",
		 "nguyen@pho.example", TRI_NO),
	CUSTOMER(12, "दिल्ली टेक 👩🏽‍💻 𠀋 🚀", "अमित",
		 "amit@delhi.example", TRI_UNKNOWN),
	CUSTOMER(13, "", "", "", TRI_NO),
	CUSTOMER(14, "", "Only A. Person", "bot@acme.example", TRI_NO),
	CUSTOMER(1000000015, "", "Long Name", "long@name.example", TRI_NO),
};
const size_t fixture_customer_count = COUNT_OF(fixture_customers);

const struct fixture_issue fixture_issues[] = {
	{ 1, ISSUE_DUPLICATE_NAME, "same name as customer 2", "JC-5.2", false },
	{ 2, ISSUE_DUPLICATE_NAME, "same name as customer 1", "JC-5.2", false },
	{ 13, ISSUE_NO_BUSINESS_NAME, "no name at all", "JC-5.3", true },
	{ 14, ISSUE_NO_BUSINESS_NAME, "a person's name only", "JC-5.3", true },
	{ 2, ISSUE_NO_RECURRING_INVOICE, "no recurring invoice", "JC-5.4", false },
	{ 3, ISSUE_NO_RECURRING_INVOICE, "=paused()", "JC-5.4", false },
	{ 14, ISSUE_EMAIL_IS_USER, "bot@acme.example is user 103", "JC-5.5", false },
	{ 1000000015, ISSUE_EMAIL_IS_USER, "long@name.example is user 105", "JC-5.5", false },
};
const size_t fixture_issue_count = COUNT_OF(fixture_issues);

/* requirement, object, reason, owner, approved_by, created_on, expires_on, ends_at,
 * reference, standing, effective, unneeded */
const struct waiver fixture_waivers[] = {
	{ "JC-4.1", "permission:Customers - De Duplicate",
	  "The integration never merges customers; agreed with the vendor.", "Service desk",
	  "Ann Löwe", "2026-06-01", "2027-05-31", INT64_C(1811807999999),
	  "https://tickets.example/4711", STANDING_IN_FORCE, true, false },
	{ "JC-2.3", "", "Rotation is on the calendar.", "Bob", "Ann Löwe", "2026-11-01",
	  "2026-12-10", INT64_C(1796947199999), "", STANDING_EXPIRING, true, false },
	{ "JC-5.3", "", "=Private customers, really", "Bob", "Ann Löwe", "2026-01-01", "2026-12-01",
	  INT64_C(1796169599999), "", STANDING_EXPIRING, true, false },
	{ "JC-5.2", "customer:1", "Two branches of one company.", "Bob", "Ann Löwe", "2025-01-01",
	  "2026-01-31", INT64_C(1769903999999), "", STANDING_EXPIRED, false, false },
	{ "JC-9.9", "", "A requirement that is gone.", "Bob", "Ann Löwe", "2026-01-01",
	  "2027-01-31", INT64_C(1801439999999), "", STANDING_UNMATCHED, false, false },
};
const size_t fixture_waiver_count = COUNT_OF(fixture_waivers);

/* requirement, verdict, statement, attested_by, attested_on, valid_until, ends_at,
 * evidence, stands_in_for, standing, used */
const struct attestation fixture_attestations[] = {
	{ "JC-4.2", VERDICT_PASS, "Seen on the token page.", "Ann Löwe", "2026-11-20", "2027-01-31",
	  INT64_C(1801439999999), "screenshot-17.png", REASON_NONE, STANDING_IN_FORCE, true },
	{ "JC-1.1", VERDICT_UNKNOWN, "", "", "", "", 0, "", REASON_NONE, STANDING_UNMATCHED,
	  false },
	{ "JC-2.3", VERDICT_PASS, "Open ended.", "Bob", "2025-11-20", "2026-10-31",
	  INT64_C(1793491199999), "", REASON_NONE, STANDING_EXPIRED, false },
	{ "JC-6.9", VERDICT_FAIL, "Of another profile.", "Bob", "2026-11-20", "2026-12-05",
	  INT64_C(1796515199999), "", REASON_NONE, STANDING_UNMATCHED, false },
};
const size_t fixture_attestation_count = COUNT_OF(fixture_attestations);

/* method, path, status, bytes, sha256, started_at, took_ms, attempts, outcome, body */
#define AT(ms) (INT64_C(1795508000000) + (ms))
const struct request fixture_requests[] = {
	{ "GET", "/me", 200, 1834, SHA_A, AT(0), 87, 1, OUTCOME_OK, "0001-me.json", API_SYNCRO, "",
	  "" },
	{ "GET", "/customers?include_disabled=true&page=1", 200, 123456, SHA_B, AT(90), 512, 2,
	  OUTCOME_OK, "0002-customers.json", API_SYNCRO, "", "" },
	{ "GET", "/users?page=1", 200, 1834, SHA_A, AT(91), 97, 1, OUTCOME_OK, "0003-users.json",
	  API_SYNCRO, "", "" },
	{ "PUT", "/tickets/0", 403, 22, SHA_B, AT(100), 61, 1, OUTCOME_REFUSED, "0004-tickets.json",
	  API_SYNCRO, "", "" },
	{ "GET", "/new_ticket_forms/0", 404, 22, SHA_B, AT(100), 61, 1, OUTCOME_NOT_FOUND,
	  "0005-new.json", API_SYNCRO, "", "" },
	{ "POST", "/tickets", 422, 22, SHA_B, AT(100), 61, 1, OUTCOME_INVALID, "0006-tickets.json",
	  API_SYNCRO, "", "" },
	{ "GET", "/tickets?page=1", 503, 0, "", AT(200), 30123, 5, OUTCOME_SERVER_ERROR, "",
	  API_SYNCRO, "", "" },
	{ "GET", "/contracts", 429, 0, "", AT(300), 30123, 5, OUTCOME_RATE_LIMITED, "", API_SYNCRO,
	  "", "" },
	{ "GET", "/wiki_pages", 301, 0, "", AT(301), 12, 1, OUTCOME_UNEXPECTED, "", API_SYNCRO, "",
	  "" },
	{ "GET", "/leads", 200, 12, "", AT(302), 12, 1, OUTCOME_MALFORMED, "", API_SYNCRO, "", "" },
	{ "GET", "/vendors", 0, 0, "", AT(303), 12, 5, OUTCOME_UNREACHABLE, "", API_SYNCRO, "",
	  "" },
	{ "GET", "/schedules?page=2", 0, 0, "", AT(304), 60000, 1, OUTCOME_TIMEOUT, "", API_SYNCRO,
	  "", "" },
	{ "GET", "/schedules?page=3", 0, 0, "", AT(305), 0, 0, OUTCOME_NOT_SENT, "", API_SYNCRO, "",
	  "" },
};
const size_t fixture_request_count = COUNT_OF(fixture_requests);
