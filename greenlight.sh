#!/bin/sh
# Starts Greenlight; the same as `npm start -- ARGUMENTS`. Works from any folder.
exec node "$(dirname -- "$(readlink -f -- "$0" 2>/dev/null || echo "$0")")/scripts/bootstrap.mjs" start "$@"
