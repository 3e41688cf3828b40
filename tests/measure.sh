#!/usr/bin/env bash
# Prints the size and shape of the sources: what the house rules and docs/architecture.md speak of.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."

sources() { git -c core.quotepath=off ls-files "$1" | grep -v '/Migrations/'; }
count() { sources "$1" | tr '\n' '\0' | xargs -0 cat | wc -l; }

echo "C# without migrations:"
for part in src tests; do
  echo "  $part: $(sources "$part/*.cs" | wc -l) files, $(count "$part/*.cs") lines," \
    "$(sources "$part/*.cs" | tr '\n' '\0' | xargs -0 cat | grep -cE '^.{141,}' || true) lines over 140 characters"
done

echo "Files at the root of each room:"
for room in src/Blog/*/; do
  name=$(basename "$room")
  files=$(sources "src/Blog/$name/*" | grep -cE "^src/Blog/$name/[^/]+\.(cs|cshtml)$" || true)
  all=$(sources "src/Blog/$name/*" | grep -cE '\.(cs|cshtml)$' || true)
  [ "$all" -eq 0 ] || echo "  $name: $files of $all"
done

echo "Files to publish a post (docs/architecture.md): $(awk '/^### /{on=($0=="### Publish a post")} on' docs/architecture.md | grep -cE '^[0-9]+\. `')"
echo "Files that name one boolean field of a post (Evergreen): $(grep -rlw Evergreen src/Blog --include='*.cs' --include='*.cshtml' | grep -cvE '/(Migrations|obj|bin)/')"
echo "Places that make a revision: $(grep -rl 'new Revision(' src/Blog --include='*.cs' | wc -l) file(s)"
echo "Circles of folders inside a room, and rooms that look up or sideways: refused by FloorTests"
