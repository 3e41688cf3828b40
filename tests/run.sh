#!/usr/bin/env bash
# Builds and tests everything on a machine that has the .NET SDK; installs Chromium and Chinese fonts where it may.
#   tests/run.sh [--deep]     --deep also runs the long tests, against a published program, and rebuilds the front end to compare (where npm is present)
# The long tests take hours, eight of them the soak. BLOG_DEEP_SCALE takes a share or a multiple of their counts: 0.1 for a tenth, fifty kills instead of five hundred.
# BLOG_CHROMIUM names a browser. Under CI=true a missing browser fails; elsewhere its tests are skipped, and a skip counts as failed.
# The last line is always "N passed, N failed".
set -uo pipefail
exec </dev/null
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." || exit 2

deep=
case "${1:-}" in
  '') ;;
  --deep) deep=1; export BLOG_DEEP=1 ;;
  *) echo "usage: tests/run.sh [--deep]" >&2; exit 2 ;;
esac

export HOME="${HOME:-$(mktemp -d)}" TERM=dumb NO_COLOR=1 MSBUILDTERMINALLOGGER=off
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=0 DOTNET_ADD_GLOBAL_TOOLS_TO_PATH=0
# As in the image: hundreds of short programs gain nothing from profiles. A larger nursery means fewer collections. Compiled code that is
# not mapped twice, once to write and once to run it, spares each program a sixteenth of its time.
export DOTNET_TieredPGO=0 DOTNET_GCgen0size=0x4000000 DOTNET_EnableWriteXorExecute=0
export DOTNET_CLI_UI_LANGUAGE=en   # the summary below is read by its words

work=$(mktemp -d)
passed=0 failed=0 bucket= checks=
finish() {
  [ -z "$bucket" ] || kill "$bucket"
  rm -rf -- "$work"
  echo "$passed passed, $failed failed"
  exit "$(( failed > 0 || passed == 0 ))"
}
fail() { echo "FAILED: $*"; failed=$((failed + 1)); }

find_browser() {
  local name
  for name in "${BLOG_CHROMIUM:-}" chromium-headless-shell chromium chromium-browser google-chrome; do
    # A stub that only points at another package manager is no browser: it must answer.
    if [ -n "$name" ] && command -v "$name" >/dev/null && timeout 60 "$name" --version >/dev/null 2>&1; then
      command -v "$name"
      return
    fi
  done
  return 1
}
has_chinese() { command -v fc-list >/dev/null && [ -n "$(fc-list :lang=zh 2>/dev/null)" ]; }

has_gpg() { command -v gpg >/dev/null && command -v gpg-agent >/dev/null; }

# The headless shell draws the same pages without a browser's own windows, which take half of the time of a run.
has_quick_browser() { [ -n "${BLOG_CHROMIUM:-}" ] || command -v chromium-headless-shell >/dev/null; }

install_missing() {
  local root=() missing=()
  [ -z "$deep" ] && has_quick_browser && has_chinese && has_gpg && return
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null && sudo -n true 2>/dev/null && root=(sudo -n)
  fi
  if command -v apt-get >/dev/null && { [ "$(id -u)" -eq 0 ] || [ ${#root[@]} -gt 0 ]; }; then
    "${root[@]}" apt-get update -q >"$work/apt.log" 2>&1
    if ! has_quick_browser && apt-cache show chromium-headless-shell >/dev/null 2>&1; then
      missing+=(chromium-headless-shell)
    elif ! find_browser >/dev/null; then
      missing+=(chromium)
    fi
    has_chinese || missing+=(fonts-noto-cjk fontconfig)
    has_gpg || missing+=(gpg gpg-agent)   # opens an off-machine backup without the program
    if [ -n "$deep" ]; then missing+=(nginx-light caddy hugo); fi   # what sends and builds exports
    if [ ${#missing[@]} -gt 0 ]; then
      echo "installing: ${missing[*]}"
      "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}" >>"$work/apt.log" 2>&1 \
        || tail -n 3 "$work/apt.log"
    fi
  fi
  find_browser >/dev/null && has_chinese || echo "please install a Chromium (or set BLOG_CHROMIUM) and a Chinese font; on Debian: apt-get install chromium-headless-shell fonts-noto-cjk fontconfig"
}

check_packages() {
  if ! timeout 300 dotnet list Blog.sln package --vulnerable --include-transitive >"$work/vulnerable.log" 2>&1; then
    echo "warning: known vulnerabilities were not checked, the registry does not answer"
  elif grep -q "has the following vulnerable packages" "$work/vulnerable.log"; then
    cat "$work/vulnerable.log"
    fail "packages with known vulnerabilities"
  elif grep -Eq 'warn(ing)?( |:).*(NU1900|vulnerab)' "$work/vulnerable.log"; then
    echo "warning: known vulnerabilities were not fully checked: $(grep -Em1 'warn' "$work/vulnerable.log")"
  fi
}

check_format() {
  if ! timeout 300 dotnet tool restore >"$work/tools.log" 2>&1; then
    tail -n 3 "$work/tools.log"
    if [ "${CI:-}" = true ]; then fail "the formatter could not be installed"; else echo "warning: the formatting was not checked"; fi
    return
  fi
  dotnet csharpier check . >"$work/format.log" 2>&1 || { tail -n 20 "$work/format.log"; fail "formatting: run dotnet csharpier format ."; }
}

# What only reads the sources goes on beside the tests, which wait for each other now and then.
begin_checks() {
  (failed=0; check_packages; check_format; exit "$failed") >"$work/checks.log" 2>&1 &
  checks=$!
}

end_checks() {
  wait "$checks"
  failed=$((failed + $?))
  cat "$work/checks.log"
}

check_front_end() {
  command -v npm >/dev/null || { echo "warning: no npm, the built front-end files were not compared with their sources"; return; }
  npm --prefix src/Blog/frontend ci --no-audit --no-fund && npm --prefix src/Blog/frontend run check || fail "the built front-end files differ from their sources"
}

# The home page, full of formulas, on a phone. How fast it is depends on the machine, and is only reported.
check_lighthouse() {
  command -v npm >/dev/null && [ -n "${BLOG_CHROMIUM:-}" ] || { echo "warning: no npm or no browser, Lighthouse was not run"; return; }
  if ! npm install --prefix "$work/lighthouse" --no-audit --no-fund lighthouse@13 >"$work/npm.log" 2>&1; then
    echo "warning: Lighthouse could not be installed"
    return
  fi
  bash tests/lighthouse.sh "$work/app" "$work/lighthouse" || fail "Lighthouse"
}

# The same export in the hands of Hexo and Hugo.
check_generators() {
  command -v npm >/dev/null || { echo "warning: no npm, the export was not built with Hexo"; return; }
  if ! npm install --prefix "$work/hexo" --no-audit --no-fund hexo@8 hexo-generator-index hexo-generator-archive hexo-generator-tag \
    hexo-generator-category hexo-renderer-marked >"$work/npm.log" 2>&1; then
    echo "warning: Hexo could not be installed"
    return
  fi
  bash tests/generators.sh "$work/app" "$work/hexo" || fail "Hexo and Hugo"
}

# A real server for the tests of the static copy and of backups in a bucket; they have one of their own otherwise.
start_bucket() {
  command -v npm >/dev/null || { echo "warning: no npm, no other S3 server was tried"; return; }
  if ! npm install --prefix "$work/s3" --no-audit --no-fund s3rver@3 >"$work/npm.log" 2>&1; then
    echo "warning: s3rver could not be installed"
    return
  fi
  "$work/s3/node_modules/.bin/s3rver" -d "$work/objects" -a 127.0.0.1 -p 4569 --configure-bucket blog >"$work/s3.log" 2>&1 &
  bucket=$!
  export BLOG_TEST_S3=http://127.0.0.1:4569
}

# What kills, stops and full disks are shown with is the program as it is published, not as it is built for tests. It goes with "$work".
publish_program() {
  dotnet publish src/Blog -c Release -v q -nologo -o "$work/app" && export BLOG_TEST_APP="$work/app" || fail "publish"
}

# One number of the summary that ends a test run: "  succeeded: 12".
counted() { sed -nE "s/^ *$1: *([0-9]+).*/\1/p" "$work/test.log" | tail -n 1; }

run_tests() {
  dotnet test --no-build --no-ansi --no-progress "$@" 2>&1 | tee "$work/test.log"
  local status=${PIPESTATUS[0]} total succeeded lost
  total=$(counted total)
  succeeded=$(counted succeeded)
  passed=$((passed + ${succeeded:-0}))
  lost=$(( ${total:-0} - ${succeeded:-0} ))   # skipped tests too
  failed=$((failed + lost))
  if [ "$status" -ne 0 ] && [ "$lost" -eq 0 ]; then
    fail "the test run ended with $status"
  fi
}

install_missing
if browser=$(find_browser); then export BLOG_CHROMIUM="$browser"; fi
if ! dotnet build Blog.sln -v q -nologo; then
  fail "build"
  finish
fi
begin_checks
if [ -n "$deep" ]; then
  check_front_end
  publish_program
  check_lighthouse
  check_generators
  start_bucket
fi
run_tests --solution Blog.sln --max-parallel-test-modules 2
end_checks
finish
