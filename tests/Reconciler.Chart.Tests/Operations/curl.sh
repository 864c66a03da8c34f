#!/bin/bash
# curl where no kubelet forwards ports: asks the operator itself, which said where it listens.
set -euo pipefail

[[ "$1 $2" =~ ^-s\ localhost:8080(/.*)$ ]]
path=${BASH_REMATCH[1]}
[[ "$(< "$STATION/said")" =~ http://127\.0\.0\.1:([0-9]+) ]]
exec 3<> "/dev/tcp/127.0.0.1/${BASH_REMATCH[1]}"
printf 'GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n' "$path" >&3
sed '1,/^\r$/d' <&3
