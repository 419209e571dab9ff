#!/usr/bin/env bash
# Brings a machine to where the engine can be built and run: system packages, npm packages, the build.
# Usage: scripts/setup.sh [--test]     --test adds what only the tests need. Run again, it only checks.
set -euo pipefail
cd "$(dirname "$0")/.."

needed_programs=(containerd runc nft iptables ip busybox)
needed_packages=(containerd runc nftables iptables iproute2 busybox-static procps)
if [ "${1:-}" = --test ]; then
  needed_programs+=(dockerd docker docker-compose docker-registry skopeo htpasswd openssl dig nc conntrack)
  needed_packages+=(docker.io docker-compose docker-registry skopeo apache2-utils openssl dnsutils netcat-openbsd conntrack golang-github-containerd-containerd-dev golang-github-docker-docker-dev)
fi

say() { printf '==> %s\n' "$*" >&2; }
has() { PATH="$PATH:/usr/sbin:/sbin" command -v "$1" >/dev/null 2>&1; }

node_major=$(node -p 'process.versions.node.split(".")[0]')
if [ "$node_major" -lt 20 ]; then
  say "Node 20.19 or newer is needed; this is $(node --version)"
  exit 1
fi

install_system_packages() {
  local missing=() program
  for program in "${needed_programs[@]}"; do has "$program" || missing+=("$program"); done
  # better-sqlite3 is compiled where no prebuilt binary can be had.
  if [ ! -d node_modules/better-sqlite3/build ]; then
    for program in python3 make g++; do has "$program" || missing+=("$program"); done
    needed_packages+=(python3 make g++)
  fi
  [ "${#missing[@]}" -eq 0 ] && return
  if ! has apt-get || [ "$(id -u)" -ne 0 ]; then
    say "missing: ${missing[*]}"
    say "As root on Debian or Ubuntu this script installs them. Elsewhere, install these packages"
    say "(Debian's names) and try again: ${needed_packages[*]}"
    exit 1
  fi
  say "installing system packages for: ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  # Debian starts services at installation; the engine brings its own containerd.
  apt-get install -y -qq --no-install-recommends "${needed_packages[@]}" >/dev/null
}

install_npm_packages() {
  local stamp=node_modules/.setup-stamp key
  key="$(sha256sum package-lock.json | cut -d' ' -f1) node$(node -p process.versions.modules)"
  [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$key" ] && return
  # Without access to Node's header archive the compiler needs the headers that came with Node.
  local prefix
  for prefix in "$(dirname "$(dirname "$(readlink -f "$(command -v node)")")")" /usr; do
    if [ -z "${npm_config_nodedir:-}" ] && [ -f "$prefix/include/node/node.h" ]; then
      export npm_config_nodedir="$prefix"
    fi
  done
  say 'installing npm packages (better-sqlite3 may be compiled: some minutes)'
  # Not `npm ci`: it refuses a lock file that lacks optional packages of other platforms.
  npm install --no-save --no-audit --no-fund --loglevel=error
  printf '%s' "$key" >"$stamp"
}

install_system_packages
install_npm_packages
say 'building'
npm run --silent build
