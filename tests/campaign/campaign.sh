#!/bin/bash
# The share of the fault campaign that runs with every make check-rest: accounts, permissions
# and faults drawn from $SEEDS seeds (500), held against what the evidence carries.
exec python3 "$(dirname "$0")/campaign" --tap "${SEEDS:-500}"
