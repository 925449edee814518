#!/bin/bash
# The stand-in itself: what the other tests rely on that it notices and does.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"

# ask METHOD PATH [BODY]: prints status and body
ask() {
	python3 -ES - "$base" "${bearer-$token}" "$@" <<'END'
import sys, urllib.request, urllib.error
base, token, method, path = sys.argv[1:5]
body = sys.argv[5].encode() if len(sys.argv) > 5 else None
request = urllib.request.Request(base + path, body, {"Authorization": "Bearer " + token}, method=method)
try:
    answer = urllib.request.urlopen(request, timeout=10)
except urllib.error.HTTPError as error:
    answer = error
print(answer.status, answer.read().decode())
END
}

says() { # EXPECTED METHOD PATH [BODY]
	local expected=$1 said
	shift
	said=$(ask "$@")
	case $said in
	"$expected"*) ;;
	*) fail "$*: $said" ;;
	esac
}

rights() {
	start_standin ready
	says '200 {"users":[[' GET /users
	says '401 {"error":"Not authorized. Please ask account admin' GET /invoices
	says '404' GET /users/0
	says '404' GET /new_ticket_forms/0
	says '404' GET /nowhere
	bearer=wrong says '401 {"error":"Unauthorized"}' GET /me
	bearer='' says 401 GET "/me?api_key=$token"
}

hidden_customers() {
	start_standin ready
	[ "$(ask GET '/customers?page=1' | grep -o '"disabled":true' | wc -l)" = 0 ] || fail 'disabled ones are shown'
	[ "$(ask GET '/customers?include_disabled=true' | grep -o '"disabled":true' | wc -l)" = 1 ] || fail 'they are not shown'
}

documented_refusals() {
	start_standin ready
	says 422 POST /customers '{"email":"it is not an email"}'
	says '422 {"error":"Customer required field"}' POST /tickets '{}'
	says '422 {"error":["Frequency Must be a valid selection","Frequency can' POST /schedules '{}'
	says 404 PUT /tickets/0 '{"subject":""}'
	says 422 PUT /tickets/9001 '{"subject":""}'
	assert_requests '/MUTATION/' 0
}

mutations_are_noticed() {
	start_standin ready
	says 200 POST /customers '{}'
	says 200 POST /tickets '{"customer_id":30001}'
	says 200 PUT /tickets/9001 '{"subject":"x"}'
	says 200 DELETE /customers/30001
	says 200 POST /contacts '{}'
	assert_requests '/MUTATION/' 5
}

rate_is_noticed() {
	start_standin ready --rate-limit 2
	says 200 GET /me
	says 200 GET /me
	says 429 GET /me
	assert_requests '/RATE/' 1
}

secrets_are_served() {
	start_standin ready
	ask GET /me | grep -q '"user_token":"STANDIN-SECRET' || fail '/me'
	ask GET '/customers?page=1' | grep -q 'portal_key=STANDIN-SECRET' || fail 'customers'
}

faults_come_when_due() {
	faults '# a comment' 'GET /users page=2 -> 503 after=1 times=1' '* /users/{id} → html200' 'revoke-after=7'
	start_standin ready --faults "$work/plan"
	says 200 GET '/users?page=2'
	says 503 GET '/users?page=2'
	says 200 GET '/users?page=2'
	says 200 GET '/users?page=1'
	says '200 <!DOCTYPE' GET /users/101
	says 200 GET /me
	says 200 GET /me
	says 401 GET /me
	assert_requests '/FAULT=/' 2
}

one_in_so_many() {
	faults '* * -> 503 after=1 every=3 times=2'
	start_standin ready --faults "$work/plan"
	for status in 200 200 200 503 200 200 503 200 200 200; do
		says $status GET /me
	done
}

bad_plan() {
	faults 'GET /users -> frobnicate'
	status=0
	"$standin" "$samples/ready" --faults plan >base 2>stderr || status=$?
	assert_status 2
	grep -q frobnicate stderr || fail 'it does not tell'
}

ends_on_request() {
	faults 'GET /me -> stall' 'GET /users -> drip ms=1000'
	start_standin ready --faults "$work/plan"
	ask GET /me >answer 2>&1 &
	ask GET /users >answer2 2>&1 &
	wait_until 10 grep -q users "$requests" || fail 'nothing was asked'
	kill "${servers[0]}"
	status=0
	wait "${servers[0]}" || status=$?
	assert_status 0
	wait
}

it 'answers by the permissions it was given' rights
it 'hides disabled customers unless asked' hidden_customers
it 'refuses what is documented as refused' documented_refusals
it 'notices what would have changed something' mutations_are_noticed
it 'notices one request too many' rate_is_noticed
it 'serves secrets that must not get out' secrets_are_served
it 'follows a plan of faults' faults_come_when_due
it 'and one fault in so many requests' one_in_so_many
it 'refuses a plan that it does not understand' bad_plan
it 'ends when asked, also in the middle of an answer' ends_on_request
finish
