#!/bin/sh
# kubectl where no kubelet is: what it would run in a pod of the operator, or read from one, is run or read in the folder STATION. All else is done by the real
# one, KUBECTL. It is also asked whether there is what is named.
set -eu

no_pod() {
  echo "no pod of $1 runs" >&2
  exit 1
}

case $1 in
exec) # -n NAMESPACE deploy/NAME -- PROGRAM WORD…
  [ "$2 $5" = "-n --" ]
  "$KUBECTL" get -n "$3" "$4" -o name > /dev/null
  [ -f "$STATION/account" ] || no_pod "$4"
  shift 5
  for word; do
    shift
    case $word in /data*) word=$STATION$word ;; esac
    set -- "$@" "$word"
  done
  exec env KUBECONFIG="$STATION/account" TMPDIR="$STATION/data" "$@"
  ;;
logs) # -n NAMESPACE -l LABELS --prefix --tail=LINES
  [ "$2 $4 $6" = "-n -l --prefix" ]
  deployment=$("$KUBECTL" get deploy -n "$3" -l "$5" -o name)
  if [ -z "$deployment" ] || [ ! -f "$STATION/account" ]; then no_pod "$5"; fi
  lines=${7#--tail=}
  if [ "$lines" = -1 ]; then lines=+1; fi
  tail -n "$lines" "$STATION/said" | sed 's|^|[pod/reconciler-0/operator] |'
  ;;
port-forward) # -n NAMESPACE deploy/NAME PORT: see curl.sh
  [ "$2 $5" = "-n 8080" ]
  "$KUBECTL" get -n "$3" "$4" -o name > /dev/null
  [ -f "$STATION/account" ] || no_pod "$4"
  ;;
*)
  exec "$KUBECTL" "$@"
  ;;
esac
