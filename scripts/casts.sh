#!/bin/sh
# Plays our casts in the players that people use, and compares what these show
# with what is in the film, row for row. It needs the network once, for
#
#   Debian   asciinema 2, termtosvg, chromium
#   npm      svg-term-cli, asciinema-player, playwright-core
#
# where the last three go into a folder of their own below the one for temporary
# files. Packages of Debian it installs only where they are missing, which takes
# root. Run it from the root of the project: scripts/casts.sh. What it printed last:
#
#   demo, version 2   asciinema-player: 300 rows at 10 times are ours, 30.000s, 3 chapters
#   demo, version 2   asciinema 2: plays the 45957 bytes of output, and cat is content
#   demo, version 2   svg-term: an animation, and the 30 rows of its end are ours
#   demo, version 2   termtosvg: 323 stills, and the 30 rows of the last one are ours
#   demo, version 3   asciinema-player: 300 rows at 10 times are ours, 30.000s, 3 chapters
#   echo, version 2   asciinema-player: 300 rows at 10 times are ours, 7.200s, 2 chapters
#   echo, version 2   asciinema 2: plays the 39560 bytes of output, and cat is content
#   echo, version 2   svg-term: an animation, and the 30 rows of its end are ours
#   echo, version 2   termtosvg: 33 stills, and the 30 rows of the last one are ours
#   echo, version 3   asciinema-player: 300 rows at 10 times are ours, 7.200s, 2 chapters
#   texts, version 2  asciinema-player: 10 rows at 10 times are ours, 10.000s, 2 chapters
#   texts, version 2  asciinema 2: plays the 489 bytes of output, and cat is content
#   texts, version 2  svg-term: an animation, and the 1 rows of its end are ours
#   texts, version 2  termtosvg: 11 stills, and the 1 rows of the last one are ours
#   texts, version 3  asciinema-player: 10 rows at 10 times are ours, 10.000s, 2 chapters
#   sizes, version 2  asciinema-player: 224 rows at 10 times are ours, 10.000s, 0 chapters
#   sizes, version 2  asciinema 2: plays the 9990 bytes of output, and cat is content
#   sizes, version 2  svg-term: an animation
#   sizes, version 2  termtosvg: 6 stills
#   sizes, version 3  asciinema-player: 224 rows at 10 times are ours, 10.000s, 0 chapters
#
# texts has what players have different ideas of: of a glyph of several characters
# they show the first one, in its place. sizes changes its size, which svg-term and
# termtosvg do not follow.
set -eu
work=${TMPDIR:-/tmp}/echotui-casts
mkdir -p "$work"
missing=
for program in asciinema termtosvg chromium; do
	command -v "$program" > /dev/null || missing="$missing $program"
done
if [ -n "$missing" ]; then
	apt-get update -q > "$work/apt.log"
	# shellcheck disable=SC2086 # these are several words
	apt-get install -y --no-install-recommends $missing >> "$work/apt.log"
fi
if [ ! -d "$work/node_modules/svg-term-cli" ]; then
	npm install --prefix "$work" --ignore-scripts --no-audit --no-fund --silent svg-term-cli asciinema-player playwright-core
fi
CASTS="$work" exec go test -tags players -count=1 -run TestPlayers -v ./scripts "$@"
