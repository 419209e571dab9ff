#!/usr/bin/env bash
# From a fresh clone to a running container: set-up, daemon, image, container. Can be run again.
set -euo pipefail
cd "$(dirname "$0")/.."
say() { printf '==> %s\n' "$*" >&2; }

if [ "$(id -u)" -ne 0 ]; then
  say 'joeyd manages containers, networks and mounts: please run this as root (sudo npm run quickstart)'
  exit 1
fi

socket=/run/joey/joey.sock
log=/var/log/joeyd.log
ping() { node scripts/ping.js "$socket" 2>/dev/null; }

if ping; then
  say "joeyd is already running on $socket"
else
  bash scripts/setup.sh
  say "starting joeyd (log: $log)"
  mkdir -p /run/joey
  setsid nohup dist/joeyd.js >>"$log" 2>&1 </dev/null &
  for _ in $(seq 1 200); do ping && break; sleep 0.1; done
  if ! ping; then
    say 'joeyd did not start; the end of its log:'
    tail -n 20 "$log" >&2
    exit 1
  fi
fi

say 'making an image from this machine’s busybox and running a container'
npx --no-install tsx scripts/hello.ts "$socket"

cat <<END

Joey is running. Go on with the docker command line:

    export DOCKER_HOST=unix://$socket
    docker run --rm -it busybox sh

Stop the daemon (containers go on):   kill \$(cat /run/joey/joeyd.pid)
Its log:                              $log
END
