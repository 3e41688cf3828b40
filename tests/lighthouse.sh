#!/usr/bin/env bash
# Lighthouse with its phone settings on a home page full of formulas. Fails unless accessibility, best practices and search engines are at
# 100, nothing moves and one font is loaded; the speed is reported.
#   tests/lighthouse.sh APP LIGHTHOUSE     the folders of a published program and of "npm install --prefix LIGHTHOUSE lighthouse"
set -euo pipefail
app=$1 lighthouse=$2 port=${BLOG_LIGHTHOUSE_PORT:-5395}
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf -- "$work"' EXIT

export Blog__DataDirectory="$work/data" Blog__PublicUrl="http://127.0.0.1:$port" ASPNETCORE_URLS="http://127.0.0.1:$port"
export ASPNETCORE_ENVIRONMENT=Production Blog__Owner__Email=owner@example.org Blog__Owner__Password="violet kettle ninety harbour"
mkdir -p "$work/data"
timeout 900 dotnet "$app/Blog.dll" >"$work/server.log" 2>&1 &
server=$!
for _ in $(seq 60); do
  curl -fs "$Blog__PublicUrl/health/ready" >/dev/null && break
  sleep 1
done
timeout 120 dotnet "$app/Blog.dll" import markdown tests/Blog.Browser/Formulas | tail -n 1
curl -fs "$Blog__PublicUrl/" >/dev/null   # a first visitor, who waits for the stylesheets to be packed

CHROME_PATH=${BLOG_CHROMIUM:-} timeout 300 "$lighthouse/node_modules/.bin/lighthouse" "$Blog__PublicUrl/" --quiet \
  --chrome-flags="--headless --no-sandbox" --output=json --output-path="$work/report.json"
node - "$work/report.json" <<'SCRIPT'
const { categories, audits } = JSON.parse(require("node:fs").readFileSync(process.argv[2], "utf8"));
const points = Object.fromEntries(Object.entries(categories).map(([name, { score }]) => [name, Math.round(score * 100)]));
const fonts = audits["network-requests"].details.items.filter(({ url }) => url.endsWith(".woff2")).map(({ url }) => url);
const moved = audits["cumulative-layout-shift"].numericValue;
console.log("lighthouse:", points, `layout shift ${moved},`, `${audits["largest-contentful-paint"].displayValue} to the largest paint`);
const low = Object.values(categories).filter(({ id }) => id !== "performance").flatMap(({ auditRefs }) => auditRefs)
  .filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 1).map(({ id }) => id);
const wrong = [...low, ...(moved > 0.01 ? ["the page moves"] : []), ...(fonts.length === 1 ? [] : [`fonts: ${fonts.join(" ")}`])];
if (wrong.length > 0) {
  console.error("lighthouse:", wrong.join("; "));
  process.exit(1);
}
SCRIPT
