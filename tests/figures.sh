#!/usr/bin/env bash
# Takes every figure of docs/benchmarks.md again: tests/figures.sh DATA OUT [--quick] [--only NAME]
# DATA holds the recordings (folders as in docs/cli.md, evaluate); OUT gets a log of each part, the reports of the evaluations, and figures.md with all of it.
# Parts whose means are missing (Azurite, a recording) are told and counted as failed; the others still run. Exit codes: 0, 1 where a part failed, 2 for bad input.
# shellcheck disable=SC2016 # the backticks in single quotes are Markdown's
set -euo pipefail
set -f # the filters of benchmarks are no file names

usage() {
  echo "figures: $1; usage: tests/figures.sh DATA OUT [--quick] [--only NAME], NAME one of: ${!parts[*]}" >&2
  exit 2
}

seeds=5 kills=2000 only="" folders=()
declare -A parts=(
  [overhead]="bench overhead" [stream]="bench stream" [access]="bench access --filter * --job short -i" [throughput]="bench throughput"
  [queue]="bench queue 800" [auction]="bench auction --filter * -i" [memory]="bench memory" [crash]="crash" [demo]="demo"
  [extraction]="bench learning --filter *ExtractionBenchmark* --job short -i"
  [extraction-takeover]="dotnet test tests/Atomic.Core.Tests --filter FullyQualifiedName~ExtractionTakeoverTests" [contexts]="bench learning --filter *ContextBenchmark* --job short -i"
  [market]="evaluate mmlu-pro" [market-single]="evaluate mmlu-pro --plans single"
  [pair-mmlu]="evaluate routellm-mmlu" [pair-mmlu-full]="evaluate routellm-mmlu --feedback full" [pair-gsm8k]="evaluate routellm-gsm8k"
  [pair-mmlu-pro]="evaluate mmlu-pro --models gemini-1.5-pro-002,Meta-Llama-3_1-8B-Instruct"
  [drift-gsm8k]="evaluate routellm-gsm8k --drift" [drift-mmlu]="evaluate routellm-mmlu --drift"
  [drift-mmlu-pro]="evaluate mmlu-pro --models gemini-1.5-pro-002,Meta-Llama-3_1-8B-Instruct --drift"
  [takeover-banking77]="evaluate banking77 --floor 0.95" [takeover-clinc150]="evaluate clinc150 --floor 0.95" [takeover-sms-spam]="evaluate sms-spam --floor 0.95"
  [takeover-ag_news]="evaluate teacher-ag_news --floor 0.95" [takeover-ag_news-90]="evaluate teacher-ag_news --floor 0.9"
  [takeover-emotion]="evaluate teacher-emotion --floor 0.95" [takeover-rotten_tomatoes]="evaluate teacher-rotten_tomatoes --floor 0.95"
)

while [ $# -gt 0 ]; do
  case $1 in
    --quick) seeds=1 kills=100 ;;
    --only)
      [ $# -gt 1 ] || usage "--only takes the name of a part"
      only=$2
      shift
      [ -n "${parts[$only]:-}" ] || usage "there is no part $only"
      ;;
    -*) usage "there is no option $1" ;;
    *) folders+=("$1") ;;
  esac
  shift
done
[ ${#folders[@]} -eq 2 ] || usage "two folders are wanted, ${#folders[@]} were given"
[ -d "${folders[0]}" ] || usage "there is no folder ${folders[0]}"
command -v dotnet >/dev/null || { echo "figures: the .NET SDK 10 is missing; get it from your package manager or the SDK's installer" >&2; exit 2; }
mkdir -p "${folders[1]}"
data=$(cd "${folders[0]}" && pwd) out=$(cd "${folders[1]}" && pwd)
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# BenchmarkDotNet ends with 0 where a benchmark could not be run.
bench() {
  dotnet run --no-build --project tests/Atomic.Benchmarks -c Release -- "$@"
  ! grep -q "There are not any results runs" "$out/$part.log"
}
demo() { dotnet run --no-build --project src/Atomic.Cli -c Release -- demo; }
crash() { ATOMIC_CRASH_KILLS=$kills dotnet test tests/Atomic.Acceptance.Tests --filter FullyQualifiedName~CrashTests; }
evaluate() {
  local set=$1
  shift
  dotnet run --no-build --project src/Atomic.Cli -c Release -- evaluate "$data/$set" --seeds "$seeds" --out "$out/$part" "$@"
}

echo "figures: building" >&2
if ! { dotnet build src/Atomic.Cli -c Release && dotnet build tests/Atomic.Benchmarks -c Release; } >"$out/build.log"; then
  echo "figures: the build failed; see $out/build.log" >&2
  exit 1
fi

failed=()
for part in $(printf '%s\n' "${only:-${!parts[@]}}" | tr ' ' '\n' | sort); do
  echo "figures: $part" >&2
  read -ra words <<<"${parts[$part]}"
  "${words[@]}" >"$out/$part.log" 2>&1 || failed+=("$part")
done

{
  echo "# Figures"
  echo
  [ "$seeds" = 5 ] || printf '**Taken with --quick: one seed and %s kills, not the figures of docs/benchmarks.md.**\n\n' "$kills"
  for part in $(printf '%s\n' "${only:-${!parts[@]}}" | tr ' ' '\n' | sort); do
    printf '## %s\n\n`%s`\n\n' "$part" "${parts[$part]}"
    if [ -d "$out/$part" ]; then
      find "$out/$part" -name '*.md' -exec sed 's/^#/###/' {} +
    else
      printf '```\n%s\n```\n' "$(grep '^|' "$out/$part.log" || cat "$out/$part.log")"
    fi
    echo
  done
} >"$out/figures.md"

echo "figures: $out/figures.md has them all" >&2
if [ ${#failed[@]} -gt 0 ]; then
  echo "figures: ${#failed[@]} failed: ${failed[*]}; their logs are in $out" >&2
  exit 1
fi
