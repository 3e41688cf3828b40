#!/usr/bin/env bash
# Builds an export of the sample blog with Hexo and Hugo: as many posts, the same tags, each post at its address.
#   tests/generators.sh APP HEXO     the folders of a published program and of "npm install --prefix HEXO hexo ..."; Hugo is left out if missing
set -euo pipefail
app=$1 hexo=$2
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
export Blog__DataDirectory="$work/data" Blog__PublicUrl=https://blog.example.org ASPNETCORE_ENVIRONMENT=Production
mkdir -p "$work/data"
timeout 120 dotnet "$app/Blog.dll" import src/Blog/Samples | tail -n 1
timeout 120 dotnet "$app/Blog.dll" export "$work/export"

# Hexo's and Hugo's own themes are not installed: pages of one line each are enough to count and to find them.
line='<html><body><h1>{{ page.title }}</h1>{{ page.content }}</body></html>'
cp -r "$work/export" "$work/hexo"
ln -s "$(realpath "$hexo")/node_modules" "$work/hexo/node_modules"
cp "$hexo/package.json" "$work/hexo/package.json"
sed -i 's/^{/{ "hexo": { "version": "8.0.0" },/' "$work/hexo/package.json"
echo 'theme: plain' >>"$work/hexo/_config.yml"
mkdir -p "$work/hexo/themes/plain/layout"
for page in index post page archive tag category; do echo "$line" >"$work/hexo/themes/plain/layout/$page.njk"; done
(cd "$work/hexo" && timeout 300 node_modules/.bin/hexo generate >"$work/hexo.log" 2>&1) || { tail -n 20 "$work/hexo.log" >&2; exit 1; }

wrong=0
say_wrong() { echo "generators: $*" >&2; wrong=1; }
addresses() { grep -rhoP '^permalink: "?\K[^"]+' "$1" | sed 's|^/||' | sort; }
while read -r address; do
  [ -f "$work/hexo/public/$address" ] || say_wrong "Hexo has no /$address"
done < <(addresses "$work/export/source/_posts")
tags=$(grep -oP '"slug":"\K[^"]+' "$work/export/data/tags.jsonl" | sort)
[ "$tags" = "$(find "$work/hexo/public/tags" -mindepth 1 -maxdepth 1 -type d -printf '%f\n' | sort)" ] || say_wrong "Hexo has other tags"
posts=$(find "$work/export/source/_posts" -name '*.md' | wc -l)
echo "Hexo: $posts posts, $(echo "$tags" | wc -l) tags"

if command -v hugo >/dev/null; then
  cp -r "$work/export" "$work/hugo"
  mkdir -p "$work/hugo/layouts/_default"
  for page in single list; do echo '<html><body><h1>{{ .Title }}</h1>{{ .Content }}</body></html>' >"$work/hugo/layouts/_default/$page.html"; done
  (cd "$work/hugo" && timeout 300 hugo >"$work/hugo.log" 2>&1) || { tail -n 20 "$work/hugo.log" >&2; exit 1; }
  while read -r address; do
    [ -f "$work/hugo/public/$address/index.html" ] || say_wrong "Hugo has no /$address/"
  done < <(addresses "$work/export/source/_posts"; addresses "$work/export/source/pages")
  built=$(find "$work/hugo/public/tags" -mindepth 1 -maxdepth 1 -type d | wc -l)
  [ "$built" -eq "$(echo "$tags" | wc -l)" ] || say_wrong "Hugo has $built tags"
  listed=$(grep -c '<item>' "$work/hugo/public/posts/index.xml")
  [ "$listed" -eq "$posts" ] || say_wrong "Hugo lists $listed posts, not $posts"
  echo "Hugo: $listed posts, $built tags"
else
  echo "warning: no Hugo, the export was not built with it"
fi
exit "$wrong"
