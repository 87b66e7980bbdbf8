#!/bin/sh
# Runs the main commands of both programs on Windows' Node under Wine: sh scripts/windows-smoke.sh RUNNER
# RUNNER is a script that runs one app of a built clone: RUNNER CLONE SCRATCH cli|export ARGS...
# Says "skipped" and ends with 0 where there is no RUNNER or no Wine, or Windows' Node cannot be fetched.
set -eu
runner=${1:-}
clone=$(cd "$(dirname "$0")/.." && pwd)
[ -f "$runner" ] || { echo "windows: skipped (no runner)"; exit 0; }
command -v wine >/dev/null || { echo "windows: skipped (no Wine)"; exit 0; }

scratch=$(mktemp -d)
sandbox=
finish() {
  if [ -n "$sandbox" ]; then kill "$sandbox" 2>/dev/null || true; fi
  # Wine's server writes its registry a few seconds after the last program has ended.
  WINEPREFIX=$scratch/windows/prefix timeout 20 wineserver -w 2>/dev/null || true
  rm -rf "$scratch"
}
trap finish EXIT
trap 'exit 130' INT TERM

node "$clone/apps/cli/bin/amili.cjs" sandbox start --cases 60 --seed 7 --key-out "$scratch/key.pem" >"$scratch/settings" 2>/dev/null &
sandbox=$!
for _ in 1 2 3 4 5 6 7 8 9 10; do
  grep -q PRIVATE_KEY "$scratch/settings" && break
  sleep 1
done
. "$scratch/settings"
export AMILI_BASE_URL AMILI_API_CODE AMILI_PRIVATE_KEY_FILE AMILI_KEYCHAIN=off

# The first call fetches Windows' Node and the native packages.
bash "$runner" "$clone" "$scratch/windows" cli --version >/dev/null 2>&1 || { echo "windows: skipped (cannot be set up here)"; exit 0; }

# The first argument is the exit code that is expected.
try() {
  wanted=$1
  shift
  status=0
  bash "$runner" "$clone" "$scratch/windows" "$@" >"$scratch/said" 2>&1 || status=$?
  if [ "$status" != "$wanted" ] || grep -q 'this is a bug\|^ *at ' "$scratch/said"; then
    echo "windows: $* ended with $status instead of $wanted"
    cat "$scratch/said"
    exit 1
  fi
}

out='C:\åäö exports'
try 0 cli case open --limit 3
try 0 cli auth status
try 0 cli payout list
try 0 cli doctor
try 0 export closed --out "$out"
try 0 export open --out "$out"
try 0 export closed --out "$out"
try 0 export verify --api --out "$out"
try 0 export replay 1 --out "$out" --to 'C:\again'
try 0 export history --out "$out"
try 0 export init --yes --out "$out"
try 0 cli auth login --base-url "$AMILI_BASE_URL" --plain-file
try 0 export schedule install --every week
try 0 export schedule run
try 0 export doctor
try 2 cli case browse
# A folder of 230 characters; everything was exported elsewhere before.
long="C:\\$(printf 'x%.0s' $(seq 110))\\$(printf 'å%.0s' $(seq 116))"
try 2 export closed --out "$long"
try 0 export closed --begin-again --out "$long"
try 0 export verify --out "$long"
# A workbook that another program holds.
if command -v x86_64-w64-mingw32-gcc >/dev/null; then
  x86_64-w64-mingw32-gcc -municode -o "$scratch/hold.exe" "$clone/scripts/windows-hold.c"
  book=$(cd "$scratch/windows/prefix/drive_c/åäö exports" && ls closed-*.xlsx | head -n 1)
  WINEPREFIX=$scratch/windows/prefix WINEDEBUG=-all wine "$scratch/hold.exe" "$out\\$book" 12 >/dev/null 2>&1 &
  holder=$!
  sleep 3
  try 1 export verify --out "$out"
  grep -q 'another program has it open' "$scratch/said" || { echo "windows: verify says nothing of an open workbook"; exit 1; }
  wait "$holder"
fi
echo "windows: ok"
