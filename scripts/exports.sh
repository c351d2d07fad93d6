#!/bin/sh
# Hands what "echotui export" writes to the tools it is meant for, of a run in
# which everything that can be text is hostile. It needs the network once, for
#
#   npm      mermaid and jsdom (Mermaid's own parser), @tracerbench/trace-model
#            (reads Chrome's trace events)
#   Debian   plantuml
#   Go       go.opentelemetry.io/collector/pdata (the collector's own reader)
#
# which go into a folder of their own below the one for temporary files. Run it
# from the root of the project: scripts/exports.sh. What it printed last:
#
#   jsonl     JSON.parse: 1109 facts
#   mermaid   its parser: 218 arrows and notes, with the texts they should have, of 2 parties
#   mermaid   its parser: 226 arrows and notes, with the texts they should have, of 4 parties
#   perfetto  trace-model: cli 0x00001 (449), worker 0x00002 (1096)
#   shiviz    its expression: 1109 facts of 3 hosts
#   plantuml  its picture: 444 arrows and notes, each with its text
#   otlp      the collector's reader: 221 spans of 1 traces
#   csv       encoding/csv: 1109 rows of 16 cells
#
# ui.perfetto.dev and ShiViz come from no package registry. For the first stands
# another reader of the format; of the second, its expression is run by the same
# engine that it runs in, and the clocks are compared with causes in the tests.
set -eu
work=${TMPDIR:-/tmp}/echotui-exports
mkdir -p "$work/app" "$work/js" "$work/go"
go build -o "$work/echotui" .

cat > "$work/app/_index.yaml" <<'YAML'
namespace: app
entries:
  - {name: terminal, kind: terminal.host, lifecycle: {auto_start: true}}
  - {name: processes, kind: process.host, lifecycle: {auto_start: true}}
  - {name: worker, kind: process.lua, source: file://worker.lua, modules: [logger, time]}
  - {name: cli, kind: process.lua, source: file://cli.lua, modules: [io, logger]}
YAML
cat > "$work/app/wippy.lock" <<'YAML'
directories: {src: .}
YAML
cat > "$work/app/cli.lua" <<'LUA'
-- Every printable sign, alone and twice, and texts that mean something somewhere.
local texts = {
	"\27]0;title\a\27[2J", "a\nb\r\nc", "end", "@enduml", "!include /etc/passwd", '%getenv("HOME")', "$x", "/' '/", "<b>x</b>", "<img:http://x>",
	"[[http://x]]", "#59;", "%%{init: {}}%%", "<script>alert(1)</script>", "participant x", "\\n", "\226\128\174", "\0", "\255", "=1+1", "}}]}",
	"日本語", "activate p1", "wrap:x", "title x", "**x** //y// __z__ ~~w~~ \"\"m\"\"", "<U+0041>", "&lt;", "alt", "loop", "rect", "box",
}
for i = 33, 126 do
	texts[#texts + 1] = string.char(i)
	texts[#texts + 1] = string.rep(string.char(i), 2) .. "x"
end
local function main()
	local worker = process.spawn_monitored("app:worker", "app:processes")
	for _, text in ipairs(texts) do
		process.send(worker, text == "" and "?" or text, { [text] = text })
		require("logger"):info(text, { text = text })
	end
	io.print("done")
	process.send(worker, "stop", true)
	process.events():receive()
end
return { main = main }
LUA
cat > "$work/app/worker.lua" <<'LUA'
local function main()
	local inbox = process.inbox()
	while true do
		local m = inbox:receive()
		if m:topic() == "stop" then
			error("\27[31m<b>failed</b>\n@enduml")
		end
		require("time").sleep("1ms")
	end
end
return { main = main }
LUA
"$work/echotui" run -C "$work/app" --clock virtual --trace "$work/run.trace" > "$work/out.txt" 2>&1 || true
for format in plantuml perfetto otlp shiviz jsonl csv; do
	"$work/echotui" export "$work/run.trace" --format $format -o "$work/run.$format"
done
# Mermaid draws 50,000 characters: two halves.
"$work/echotui" export "$work/run.trace" --format mermaid --filter kind:send -o "$work/sends.mermaid"
"$work/echotui" export "$work/run.trace" --format mermaid --filter 'not kind:send' -o "$work/rest.mermaid"

cat > "$work/js/check.mjs" <<'JS'
import fs from 'fs'
import { JSDOM } from 'jsdom'
import trace from '@tracerbench/trace-model'
const dir = process.argv[2]
const read = name => fs.readFileSync(`${dir}/${name}`, 'utf8')
const facts = read('run.jsonl').trim().split('\n').map(line => JSON.parse(line))
console.log('jsonl     JSON.parse:', facts.length, 'facts')

const { window } = new JSDOM('<body></body>')
Object.assign(globalThis, { window, document: window.document })
const mermaid = (await import('mermaid')).default
const decode = text => text.replace(/ﬂ°°(\d+)¶ß/g, (_, code) => String.fromCodePoint(code))
for (const name of ['sends', 'rest']) {
  const text = read(`${name}.mermaid`)
  const rows = text.split('\n').filter(line => /^ {4}(p\d|Note)/.test(line)).length
  await mermaid.parse(text)
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(text)
  const messages = db.getMessages().map(m => decode(m.message))
  if (messages.length !== rows) throw Error(`${rows} rows became ${messages.length} messages`)
  for (const message of messages) {
    const fact = facts[parseInt(message) - 1]
    const said = message.replace(/^\d+ (\d\d:\d\d\.\d+ )?/, '').replace(/…$/, '')
    const words = fact.says.replace(/⑂/, 'spawns').replace(/[─┄▶]/g, '')
    for (const part of said.split(' ').slice(0, -1))
      if (!words.includes(part)) throw Error(`fact ${fact.fact}: ${said} is not ${words}`)
  }
  console.log('mermaid   its parser:', messages.length, 'arrows and notes, with the texts they should have, of', db.getActors().size, 'parties')
}

const model = trace.buildModel(JSON.parse(read('run.perfetto')).traceEvents)
console.log('perfetto  trace-model:', model.processes.map(p => `${p.name} (${p.threads.map(h => h.events.length)})`).join(', '))

const [expression, log] = read('run.shiviz').split('\n\n')
const stamped = [...log.matchAll(new RegExp(expression, 'g'))].map(m => ({ ...m.groups, clock: JSON.parse(m.groups.clock) }))
if (stamped.length !== facts.length) throw Error(`${stamped.length} facts in the log`)
console.log('shiviz    its expression:', stamped.length, 'facts of', new Set(stamped.map(s => s.host)).size, 'hosts')

const svg = new window.DOMParser().parseFromString(read('run.svg'), 'image/svg+xml')
const drawn = [...svg.querySelectorAll('text')].map(t => t.textContent)
const puml = read('run.plantuml').split('\n').filter(line => / : /.test(line))
  .map(line => line.slice(line.indexOf(' : ') + 3).replace(/<U\+([0-9A-F]+)>/g, (_, hex) => String.fromCodePoint(parseInt(hex, 16))))
const squeeze = text => text.replace(/[\s\u00a0]+/g, ' ').trim()
const missing = puml.map(squeeze).filter(text => !drawn.map(squeeze).includes(text))
if (missing.length) throw Error(`not drawn as written: ${missing.slice(0, 3).join(' | ')} and ${missing.length} in all`)
console.log('plantuml  its picture:', puml.length, 'arrows and notes, each with its text')
JS
cat > "$work/go/main.go" <<'GO'
package main

import (
	"encoding/csv"
	"fmt"
	"os"

	"go.opentelemetry.io/collector/pdata/ptrace"
)

func main() {
	text, err := os.ReadFile(os.Args[1] + "/run.otlp")
	if err != nil {
		panic(err)
	}
	traces, err := (&ptrace.JSONUnmarshaler{}).UnmarshalTraces(text)
	if err != nil {
		panic(err)
	}
	ids := map[string]bool{}
	spans := traces.ResourceSpans().At(0).ScopeSpans().At(0).Spans()
	for _, s := range spans.All() {
		if s.TraceID().IsEmpty() || s.SpanID().IsEmpty() || s.EndTimestamp() < s.StartTimestamp() {
			panic(s.Name())
		}
		ids[s.TraceID().String()] = true
	}
	fmt.Println("otlp      the collector's reader:", traces.SpanCount(), "spans of", len(ids), "traces")
	file, err := os.Open(os.Args[1] + "/run.csv")
	if err != nil {
		panic(err)
	}
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		panic(err)
	}
	fmt.Println("csv       encoding/csv:", len(rows)-1, "rows of", len(rows[0]), "cells")
}
GO
(cd "$work/js" && npm install --silent --no-save --prefix . mermaid jsdom @tracerbench/trace-model)
command -v plantuml > "$work/which.txt" || apt-get install -y -qq plantuml > "$work/apt.txt"
PLANTUML_LIMIT_SIZE=65536 plantuml -tsvg -pipe < "$work/run.plantuml" > "$work/run.svg"
(cd "$work/js" && node check.mjs "$work")
(cd "$work/go" && { [ -f go.mod ] || go mod init check 2> init.txt; } && go get go.opentelemetry.io/collector/pdata/ptrace 2> get.txt && go run . "$work")
