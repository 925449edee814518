#!/bin/bash
# The share of the fault campaign that runs with every make check: accounts, permissions
# and faults drawn from $SEEDS seeds (500), held against what the evidence carries.
# $UNIT: make check has a stand-in without sanitizers there, which is the faster one.
[ -z "${UNIT:-}" ] || export STANDIN=${UNIT%/unit}/standin
exec python3 "$(dirname "$0")/campaign" --tap "${SEEDS:-500}"
