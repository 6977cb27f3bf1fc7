#!/usr/bin/env bash
# Builds every measured binary into bin/. One `cargo build` per variant: features must not unify.
# Usage: ./build.sh [name...]
set -euo pipefail
cd "$(dirname "$0")"
export CARGO_BUILD_JOBS=2 CARGO_INCREMENTAL=0
target=${CARGO_TARGET_DIR:-/var/tmp/perf-target}
mkdir -p bin

# name  package  features
variants='
mock                 mock            -
floor                floor           -
twilight             twilight-bench  -
twilight-simd        twilight-bench  simd-json
twilight-simd-detect twilight-bench  simd-json,simd-detect
twilight-zstd        twilight-bench  zstd
twilight-zlib        twilight-bench  zlib
serenity             serenity-bench  -
serenity-cache       serenity-bench  cache
asyncord             asyncord-bench  -
limiter              limiter-bench   -
floor-alloc          floor           count-alloc
twilight-alloc       twilight-bench  count-alloc
serenity-alloc       serenity-bench  count-alloc
serenity-cache-alloc serenity-bench  count-alloc,cache
asyncord-alloc       asyncord-bench  count-alloc
'
while read -r name package features; do
    [ -n "$name" ] || continue
    if [ $# -gt 0 ] && [[ " $* " != *" $name "* ]]; then continue; fi
    flags=(--profile bench-bin -p "$package" --target-dir "$target")
    [ "$features" = - ] || flags+=(--features "$features")
    cargo build -q "${flags[@]}"
    cp "$target/bench-bin/$package" "bin/$name"
    echo "built $name"
done <<<"$variants"
