// Package export writes a run in forms that other tools read.
//
//	Run      where the facts are: a trace file
//	Format   a form; Formats lists them
//	Column   one thing that jsonl and csv tell of every fact; Columns lists them
//	Summary  how much was written
//
// Facts go through one after another, and what the filter does not let through
// is still looked at, for it is part of the world that later facts are about:
//
//	Run ─▶ filter, with the world right before ─▶ World.Apply ─▶ exporter ─▶ Writer
//
// jsonl and csv take the memory of a World, however long the run is. The others
// take that and what is open at the time: otlp spans until they end, perfetto
// and shiviz what is known of each process. The sequence diagrams are held until
// they are whole, for their parties stand at the top. What no tool could show is
// refused with the bound and what it was (ErrTooMuch): 2,000 arrows and notes in
// a diagram, the 50,000 characters that Mermaid draws, 20,000 facts of 500
// processes in ShiViz.
//
// Invariants: the package reads no clock, starts no goroutine and opens
// nothing. The same run gives the same bytes. Whatever a program has put into
// names, topics and payloads, the text is sound for the tool that reads it, is
// UTF-8, and has nothing in it that a terminal would act on; a line break in a
// payload is no line break there.
//
// # Real tools
//
// The tests look at the structure of what is written. That the tools agree is
// found out by scripts/exports.sh, which downloads them: Mermaid and PlantUML
// show every text as it should be, however hostile, and the OpenTelemetry
// collector and a reader of Chrome's trace events take the files. It tells what
// it printed, and what it could not try.
package export
