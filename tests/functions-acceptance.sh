#!/usr/bin/env bash
# Runs the acceptance suite against the Functions app: Azurite on disk, `func start`, the suite's own market of models, all in a folder of its own, on
# free ports. Needs the .NET SDK, Node, Azurite and Azure Functions Core Tools; exits with 77 where one is missing. Arguments go to `dotnet test`.
# shellcheck disable=SC2317 # functions that a trap or `eventually` calls look unreachable
# shellcheck disable=SC2016 # the dollars in single quotes are JavaScript's
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 FUNCTIONS_CORE_TOOLS_TELEMETRY_OPTOUT=1

missing() {
  echo "functions-acceptance: $1 is missing; get it with: $2" >&2
  exit 77
}

command -v dotnet >/dev/null || missing "the .NET SDK 10" "your package manager, or the SDK's installer"
command -v node >/dev/null || missing "Node" "your package manager"
command -v func >/dev/null || missing "Azure Functions Core Tools 4 (func)" "npm install -g azure-functions-core-tools@4"
azurite=${ATOMIC_AZURITE:-$(command -v azurite || true)}
[ -n "$azurite" ] || missing "Azurite" "npm install -g azurite"

root=$PWD
work=$(mktemp -d)
pids=()

# Each of them leads a process group, so that what they have started ends with them.
stop() {
  local pid
  for pid in "${pids[@]}"; do
    kill -TERM -- "-$pid" 2>/dev/null || true
  done
  for pid in "${pids[@]}"; do
    wait "$pid" 2>/dev/null || true
  done
  rm -rf "$work"
}
trap stop EXIT

start() {
  local log=$1
  shift
  set -m
  "$@" >"$log" 2>&1 &
  pids+=($!)
  set +m
}

free_ports() {
  node -e '
    const net = require("net"), servers = [];
    for (let i = 0; i < Number(process.argv[1]); i++) servers.push(net.createServer().listen(0, "127.0.0.1"));
    Promise.all(servers.map(s => new Promise(done => s.on("listening", done)))).then(() => {
      console.log(servers.map(s => s.address().port).join(" "));
      servers.forEach(s => s.close());
    });' "$1"
}

# Waits up to some seconds for a command to succeed.
eventually() {
  local seconds=$1 what=$2
  shift 2
  local end=$((SECONDS + seconds))
  until "$@" >/dev/null 2>&1; do
    if [ "$SECONDS" -ge "$end" ]; then
      echo "functions-acceptance: $what did not happen within $seconds seconds" >&2
      tail -n 40 "$work"/*.log >&2 || true
      exit 1
    fi
    sleep 0.2
  done
}

answers() {
  node -e '
    require("net").connect(Number(process.argv[1]), "127.0.0.1").on("connect", () => process.exit(0)).on("error", () => process.exit(1));' "$1"
}

is_ready() {
  curl --silent --fail --max-time 5 "http://127.0.0.1:$1/readyz"
}

read -r blob queue table http market < <(free_ports 5)

echo "functions-acceptance: building"
dotnet build src/Atomic.Functions --nologo -v quiet
dotnet build tests/Atomic.Acceptance.Tests --nologo -v quiet
cp -R .artifacts/bin/Atomic.Functions/debug "$work/app"

echo "functions-acceptance: Azurite on ports $blob, $queue, $table"
mkdir "$work/storage"
account=atomic
key=$(node -e 'console.log(require("crypto").randomBytes(32).toString("base64"))')
export AZURITE_ACCOUNTS="$account:$key"
start "$work/azurite.log" "$azurite" --silent --skipApiVersionCheck --location "$work/storage" \
  --blobPort "$blob" --queuePort "$queue" --tablePort "$table"
for port in "$blob" "$queue" "$table"; do
  eventually 60 "Azurite on port $port" answers "$port"
done

# The suite serves the models and writes the market; it then waits for the server that is started with it.
echo "functions-acceptance: the suite, with its models on port $market"
export ATOMIC_BASE_URL="http://127.0.0.1:$http" ATOMIC_MARKET_PORT=$market ATOMIC_MARKET_CONFIGURATION="$work/market.json"
start "$work/suite.log" dotnet test tests/Atomic.Acceptance.Tests --no-build --nologo "$@"
suite=${pids[-1]}
eventually 120 "the market of the suite" test -s "$work/market.json"

endpoint=http://127.0.0.1
ATOMIC_STORAGE="DefaultEndpointsProtocol=http;AccountName=$account;AccountKey=$key;BlobEndpoint=$endpoint:$blob/$account;QueueEndpoint=$endpoint:$queue/$account;TableEndpoint=$endpoint:$table/$account;" node -e '
  const fs = require("fs"), [sample, market, target] = process.argv.slice(1);
  const settings = JSON.parse(fs.readFileSync(sample, "utf8"));
  const values = Object.fromEntries(Object.entries(settings.Values).filter(([name]) => !name.startsWith("Atomic__Market__")));
  values.AzureWebJobsStorage = values.Atomic__Storage__ConnectionString = process.env.ATOMIC_STORAGE;
  const flatten = (value, path) => value !== null && typeof value === "object"
    ? Object.entries(value).forEach(([name, child]) => flatten(child, [...path, name]))
    : (values[path.join("__")] = String(value));
  flatten(JSON.parse(fs.readFileSync(market, "utf8")), []);
  fs.writeFileSync(target, JSON.stringify({ ...settings, Values: values }, null, 2));
' "$root/local.settings.sample.json" "$work/market.json" "$work/app/local.settings.json"

echo "functions-acceptance: func start on port $http"
start "$work/func.log" env -C "$work/app" func start --port "$http"
eventually 180 "the readiness of the app" is_ready "$http"

status=0
wait "$suite" || status=$?
cat "$work/suite.log"
if [ "$status" -ne 0 ]; then
  echo "functions-acceptance: the last lines of the Functions host" >&2
  tail -n 100 "$work/func.log" >&2
fi
exit "$status"
