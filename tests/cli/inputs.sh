#!/bin/bash
# Malformed input files: the message names the file, the place and what was expected.
# shellcheck source=tests/cli/lib.sh disable=SC2016
. "$(dirname "$0")/lib.sh"

# refused OPTION TEXT WORD...: a file with that text
refused() {
	local option=$1 text=$2
	shift 2
	start_standin ready
	printf '%s' "$text" >input.json
	audit "--$option" input.json
	assert_status 2
	assert_one_line input.json "$@"
	assert_nothing_sent
	assert_no_report
}

# accepted OPTION TEXT
accepted() {
	start_standin ready
	printf '%s' "$2" >input.json
	audit "--$1" input.json
	[ "$status" != 2 ] || fail 'it was refused'
	assert_report
}

attestation() { # FIELDS: of the one entry
	printf '{"attestations":[{%s}]}' "$1"
}
good='"requirement":"JC-1.1","verdict":"pass","statement":"Seen.","attested_by":"A","attested_on":"2026-11-01","valid_until":"2027-01-31"'
token_part='"name":"T","expires_on":null,"permissions":["Customers - Edit"],"attested_by":"A","attested_on":"2026-11-01","valid_until":"2027-01-31"'
total_part='"total":24,"attested_by":"A","attested_on":"2026-11-01","valid_until":"2027-01-31"'
waiver='"requirement":"JC-5.4","reason":"R","owner":"O","approved_by":"P","created_on":"2026-11-01","expires_on":"2027-01-31"'

# warned WORD TEXT: of attestations; once, on standard error
warned() {
	accepted attestations "$2"
	[ "$(grep -cF "warning: the attestation of $1" stderr)" = 1 ] || fail "does not warn of $1"
}

# With several profiles it is told once, by the one that it is for
warned_once_for_two() {
	printf '%s' "$1" >input.json
	start_standin ready
	audit --attestations input.json -p jumpcloud-mtp -p gradient
	[ "$(grep -cF "warning: the attestation of" stderr)" = 1 ] || fail "$(cat stderr)"
}

it 'an attestation of nothing is warned of' warned "requirement 'JC-9.9' matches nothing" "$(attestation "${good/JC-1.1/JC-9.9}")"
it 'an attestation that ended is warned of' warned "requirement 'JC-1.1' ended on 2026-11-02 and counts no more" \
	"$(attestation "${good/2027-01-31/2026-11-02}")"
it 'a permission that nothing knows is warned of' warned "the token 'T' names the permission 'Tea - Make', which is not known here" \
	"{\"token\":{${token_part/Customers - Edit/Tea - Make}}}"
it 'an attested token that ended is warned of' warned "the token 'T' ended on 2026-11-02" "{\"token\":{${token_part/2027-01-31/2026-11-02}}}"
it 'an attested group that is not there is warned of' warned "the group 'Nobody' matches nothing" \
	'{"security_groups":[{"name":"Nobody","access_type":"A","permissions":[],"attested_by":"A","attested_on":"2026-11-01","valid_until":"2027-01-31"}]}'
it 'an attested number of customers that was not read is warned of' warned 'the customers says 25, but 24 were read: it has no effect' \
	"{\"customers\":{${total_part/24/25}}}"
it 'an attested number of customers that ended is warned of' warned 'the customers ended on 2026-11-02' \
	"{\"customers\":{${total_part/2027-01-31/2026-11-02}}}"
it 'once for two profiles' warned_once_for_two "$(attestation "${good/JC-1.1/JC-9.9}")"
it 'a good attestation is accepted' accepted attestations "$(attestation "$good")"
it 'an attestation with where and evidence too' accepted attestations "$(attestation "$good,\"where\":\"there\",\"evidence\":\"mail\"")"
it 'an attestation not filled in' accepted attestations "$(attestation "${good/\"pass\"/null}")"
it 'an empty attestation file of an object' accepted attestations '{}'
it 'a good waiver is accepted' accepted waivers "{\"waivers\":[{$waiver}]}"
it 'a waiver with object and reference too' accepted waivers "{\"waivers\":[{$waiver,\"object\":\"customer:30001\",\"reference\":\"X\"}]}"
it 'a good token is accepted' accepted attestations "{\"token\":{$token_part}}"
it 'a good number of customers is accepted' accepted attestations "{\"customers\":{$total_part}}"
it 'permissions spelt as in the wild' accepted attestations "{\"token\":{${token_part/Customers - Edit/Customer – View Details}}}"

it 'not JSON' refused attestations '{"attestations":['
it 'an empty file' refused attestations ''
it 'text after the value' refused waivers '{"waivers":[]} x'
it 'an array where an object is expected' refused attestations '[]'
it 'an unknown key' refused attestations "$(attestation "$good,\"colour\":1")" /attestations/0/colour
it 'a key twice' refused attestations "$(attestation "$good,\"verdict\":\"fail\"")" verdict
it 'a missing key' refused attestations "$(attestation "${good%,\"valid_until\"*}")" /attestations/0 valid_until
it 'a wrong type' refused attestations "$(attestation "${good/\"Seen.\"/7}")" /attestations/0/statement
it 'a verdict that is none' refused attestations "$(attestation "${good/\"pass\"/\"yes\"}")" /attestations/0/verdict
it 'a date that is none' refused attestations "$(attestation "${good/2027-01-31/2027-02-30}")" /attestations/0/valid_until
it 'a date with a time' refused attestations "$(attestation "${good/2027-01-31/2027-01-31T00:00:00Z}")" /attestations/0/valid_until
it 'a list that is an object' refused attestations '{"attestations":{}}' /attestations
it 'permissions that are no texts' refused attestations "{\"token\":{${token_part/\"Customers - Edit\"/1}}}" /token/permissions/0
it 'a number of customers that is a text' refused attestations "{\"customers\":{${total_part/24/\"24\"}}}" /customers/total
it 'a number of customers from the future' refused attestations "{\"customers\":{${total_part/2026-11-01/2999-01-01}}}" /customers/attested_on
it 'a number of customers by nobody' refused attestations "{\"customers\":{${total_part/\"A\"/\" \"}}}" /customers/attested_by
it 'an unknown key of the token' refused attestations "{\"token\":{$token_part,\"extra\":1}}" /token/extra
it 'a null character' refused waivers '{"waivers":[{"requirement":"a\u0000b"}]}'
it 'a waiver without an owner' refused waivers "{\"waivers\":[{${waiver/\"owner\":\"O\",/}}]}" /waivers/0 owner
it 'a waiver with a bad date' refused waivers "{\"waivers\":[{${waiver/2027-01-31/31.01.2027}}]}" /waivers/0/expires_on
it 'an unknown key beside the waivers' refused waivers '{"waivers":[],"waiver":[]}' /waiver
it 'a profile with an unknown check' refused profile '{"id":"x"}'
it 'an unknown key of the configuration' refused config '{"subdomain":"acme","colour":"red"}' /colour
it 'a number where the configuration wants text' refused config '{"subdomain":7}' /subdomain
finish
