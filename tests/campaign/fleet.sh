#!/bin/bash
# The same for fleets of such accounts: whatever becomes of one, every other is what it would be alone.
exec python3 "$(dirname "$0")/campaign" --tap --fleets "${FLEET_SEEDS:-40}"
