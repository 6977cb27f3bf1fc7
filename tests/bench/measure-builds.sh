#!/usr/bin/env bash
# Clean release build time, dependency count and stripped size of the ping bots (default release profile).
# Usage: ./measure-builds.sh [package...]
# Appends to results/builds.tsv: package, wall s, CPU s, normal crates, crates with build ones, stripped bytes.
set -euo pipefail
cd "$(dirname "$0")"
export CARGO_BUILD_JOBS=2 CARGO_INCREMENTAL=0
mkdir -p results
TIMEFORMAT='%R %U %S'
[ $# -gt 0 ] || set -- ping-asyncord ping-twilight ping-serenity
cargo fetch -q
for package in "$@"; do
    dir=$(mktemp -d)
    read -r wall user system < <({ time cargo build -q --release --offline -p "$package" --target-dir "$dir" 2>/dev/null; } 2>&1)
    crates=$(cargo tree -q --offline -e normal --prefix none -p "$package" | sed 's/ (\*)$//' | sort -u | wc -l)
    units=$(cargo tree -q --offline -e normal,build --prefix none -p "$package" | sed 's/ (\*)$//' | sort -u | wc -l)
    strip -o "$dir/stripped" "$dir/release/$package"
    size=$(stat -c %s "$dir/stripped")
    printf '%s\t%.1f\t%.1f\t%d\t%d\t%d\n' "$package" "$wall" "$(echo "$user + $system" | bc)" "$crates" "$units" "$size" | tee -a results/builds.tsv
    rm -rf "$dir"
done
