#!/bin/sh
# Shows what "echotui record" writes to the tools that people look at it with, and
# compares what they see with the cells of the film. It needs the network once, for
#
#   Debian   chromium ffmpeg gifsicle librsvg2-bin
#   npm      playwright-core (drives Chromium)
#
# which go where such packages go and into a folder below the one for temporary
# files. Run it from the root of the project: scripts/pictures.sh [TAPE]. What it
# printed last:
#
#   gif    gifsicle: reads it; ffprobe: lasts 7.35 s as the film does
#   apng   ffmpeg: its last frame is the still picture, pixel by pixel
#   svg    rsvg-convert: 1660x1004
#   gif    Chromium: 35 frames of 7.35 s, none below 20 ms, for ever
#   svg    Chromium: the texts of 10 moments are those of the film
#   html   Chromium: the texts of 10 moments are those of the film, and it asks for nothing
set -eu
tape=${1:-scripts/echo/demo.tape}
work=${TMPDIR:-/tmp}/echotui-pictures
rm -rf "$work/out"
mkdir -p "$work/out" "$work/js"
for tool in chromium ffmpeg ffprobe gifsicle rsvg-convert; do
	command -v $tool > /dev/null || {
		apt-get update -qq
		apt-get install -y -qq --no-install-recommends chromium ffmpeg gifsicle librsvg2-bin > /dev/null
		break
	}
done
[ -d "$work/js/node_modules/playwright-core" ] || (cd "$work/js" && npm install --silent --ignore-scripts playwright-core)

out="$work/out/film"
go run . record "$tape" -o "$out.gif" -o "$out.apng" -o "$out.png" -o "$out.svg" -o "$out.html" -o "$out.json" > /dev/null 2>&1

gifsicle --info "$out.gif" > "$work/out/info" 2>&1
if grep -i warning "$work/out/info"; then exit 1; fi
lasts=$(ffprobe -v error -show_entries stream=duration -of csv=p=0 "$out.gif")
length=$(node -p "(JSON.parse(require('fs').readFileSync('$out.json')).length / 1000).toFixed(2)")
awk "BEGIN { exit !($lasts - $length < 0.05 && $length - $lasts < 0.05) }" || { echo "gif: it lasts $lasts s, and the film $length s"; exit 1; }
echo "gif    gifsicle: reads it; ffprobe: lasts $length s as the film does"

last() { ffmpeg -v error -i "$1" -pix_fmt rgba -f framemd5 - | tail -n 1 | sed 's/.* //'; }
[ "$(last "$out.apng")" = "$(last "$out.png")" ] || { echo "apng: its last frame is not the still picture"; exit 1; }
echo "apng   ffmpeg: its last frame is the still picture, pixel by pixel"

rsvg-convert "$out.svg" -o "$work/out/svg.png"
echo "svg    rsvg-convert: $(ffprobe -v error -show_entries stream=width,height -of csv=p=0:s=x "$work/out/svg.png")"

cat > "$work/js/check.mjs" <<'JS'
import { chromium } from "playwright-core";
import fs from "node:fs";
import http from "node:http";

const out = process.argv[2];
const film = JSON.parse(fs.readFileSync(out + ".json"));
const fail = (text) => { console.error(text); process.exit(1); };

// Moments in the middle of what is shown for long enough to be seen.
const long = film.frames
  .map((frame, i) => ({ frame, end: film.frames[i + 1]?.at ?? film.length }))
  .filter(({ frame, end }) => end - frame.at >= 60)
  .map(({ frame, end }) => ({ at: (frame.at + end) / 2, rows: frame.lines.map((n) => film.lines[n].map((run) => run[0]).join("")) }));
const moments = Array.from({ length: 10 }, (_, i) => long[Math.floor((i * (long.length - 1)) / 9)]);

const server = http.createServer((request, response) => {
  response.end(request.url === "/film.gif" ? fs.readFileSync(out + ".gif") : "");
}).listen(0, "127.0.0.1");
await new Promise((ready) => server.once("listening", ready));
const origin = `http://127.0.0.1:${server.address().port}/`;

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: { width: 1800, height: 1200 } });
page.on("pageerror", (error) => fail(String(error)));

await page.goto(origin);
const gif = await page.evaluate(async () => {
  const data = await (await fetch("/film.gif")).arrayBuffer();
  const decoder = new ImageDecoder({ data, type: "image/gif" });
  await decoder.tracks.ready;
  await decoder.completed;
  const track = decoder.tracks.selectedTrack;
  const times = [];
  for (let i = 0; i < track.frameCount; i++) times.push((await decoder.decode({ frameIndex: i })).image.duration / 1000);
  return { times, repeats: track.repetitionCount };
});
const sum = gif.times.reduce((a, b) => a + b);
if (Math.abs(sum - film.length) > 50 || Math.min(...gif.times) < 20 || gif.repeats !== Infinity) fail(`gif: ${sum} ms, ${Math.min(...gif.times)} at least`);
console.log(`gif    Chromium: ${gif.times.length} frames of ${(sum / 1000).toFixed(2)} s, none below 20 ms, for ever`);

// What is drawn is no text in an SVG: letters and numbers are compared.
const letters = (text) => text.replace(/[^\p{L}\p{N}]/gu, "");
await page.setContent("<body style='margin:0'>" + fs.readFileSync(out + ".svg", "utf8"));
for (const { at, rows } of moments) {
  const seen = await page.evaluate((at) => {
    for (const animation of document.getAnimations()) { animation.pause(); animation.currentTime = at; }
    const [left, top, width, height] = ["x", "y", "width", "height"].map((name) => Number(document.querySelector("svg svg").getAttribute(name)));
    const stage = { left, top, right: left + width, bottom: top + height }, rows = {};
    for (const text of document.querySelectorAll("svg svg:first-of-type text")) {
      const box = text.getBoundingClientRect(), y = box.top + box.height / 2, x = box.left + box.width / 2;
      if (text.closest("defs")) continue;
      if (y > stage.top && y < stage.bottom && x > stage.left && x < stage.right) (rows[Math.round(y)] ??= []).push([box.left, text.textContent]);
    }
    // Rows that are used in several places are seen through <use>.
    for (const use of document.querySelectorAll("svg svg:first-of-type use")) {
      const box = use.getBoundingClientRect(), y = box.top + box.height / 2;
      if (!(y > stage.top && y < stage.bottom && box.right > stage.left && box.left < stage.right)) continue;
      const text = [...document.querySelector(use.getAttribute("href")).querySelectorAll("text")].map((t) => t.textContent).join("");
      (rows[Math.round(y)] ??= []).push([box.left, text]);
    }
    return Object.keys(rows).sort((a, b) => a - b).map((y) => rows[y].sort((a, b) => a[0] - b[0]).map((t) => t[1]).join("")).join("");
  }, at);
  if (letters(seen) !== letters(rows.join(""))) fail(`svg: at ${at} ms\n${letters(seen)}\nis seen, and not\n${letters(rows.join(""))}`);
}
console.log(`svg    Chromium: the texts of ${moments.length} moments are those of the film`);

const asked = [];
page.on("request", (request) => asked.push(request.url()));
await page.goto("file://" + out + ".html#t=0");
for (const { at, rows } of moments) {
  const seen = await page.evaluate((at) => {
    const seek = document.getElementById("seek");
    seek.value = at;
    seek.dispatchEvent(new Event("input"));
    return [...document.querySelectorAll("#screen > *")].map((row) => row.textContent);
  }, at);
  rows.forEach((row, y) => { if (seen[y] !== row) fail(`html: at ${at} ms row ${y} is\n${seen[y]}\nand not\n${row}`); });
}
if (asked.length !== 1) fail("html: it asks for " + asked.slice(1));
console.log(`html   Chromium: the texts of ${moments.length} moments are those of the film, and it asks for nothing`);
await browser.close();
server.close();
JS
CHROMIUM=$(command -v chromium) node "$work/js/check.mjs" "$out"
