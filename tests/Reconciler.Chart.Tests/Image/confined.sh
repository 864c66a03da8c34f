#!/bin/sh
# Runs a program as a restricted pod does: `confined.sh DATA ACCOUNT PASSWD [NAME=VALUE…] PROGRAM…`. Everything is read-only but the folder DATA, the user is
# 65532 with no capability and no way to get one, ACCOUNT lies where the kubelet puts a service account, and of the environment only what is named is there.
# To be started by root in a mount namespace of its own: `unshare --mount`.
set -eu
data=$1 account=$2 passwd=$3
shift 3

mount --make-rprivate /
mount -t tmpfs tmpfs /run
mkdir -p /run/secrets/kubernetes.io/serviceaccount
mount --bind "$account" /run/secrets/kubernetes.io/serviceaccount
mount --bind "$passwd" /etc/passwd
mount --bind "$data" "$data"
for place in $(cut -d ' ' -f 5 /proc/self/mountinfo); do
  [ "$place" = "$data" ] || mount -o remount,bind,ro "$place" 2>/dev/null || true
done

as_pod() {
  cd /
  exec setpriv --reuid 65532 --regid 65532 --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all "$@"
}

# What this stands on.
for place in /tmp /var/tmp /dev/shm /run "$account" "$(dirname "$data")"; do
  if (as_pod touch "$place/here" 2>/dev/null); then
    echo "$place can be written" >&2
    exit 97
  fi
done

as_pod env -i "$@"
