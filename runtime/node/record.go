package node

import (
	"fmt"
	"strings"
	"time"

	"echotui/runtime/trace"
	"echotui/runtime/wire"
)

// LogFormat is how log records are written. Programs decide what stands in
// them, so everything that is not printable is escaped: one record is one line,
// and no terminal obeys it. A logger's name has a column of its own, before the
// message; loggers without one have none.
type LogFormat int

// The formats. Columns are separated by tabs.
const (
	// LogDated is date, level, message and fields, on standard error:
	//
	//	2026-01-01 00:00:05	INFO	stats	{"location": "app:relay:15", "messages": 2}
	LogDated LogFormat = iota
	// LogShort is seconds since the start, level, message and fields, on
	// standard output:
	//
	//	  5.00s	INFO 	stats	{"location": "app:relay:15", "messages": 2}
	LogShort
	// LogJSON is an object a line, on standard output:
	//
	//	{"level":"info","ts":"2026-01-01T00:00:05.000Z","msg":"stats","location":"app:relay:15","messages":2}
	LogJSON
)

// maxRecordBytes is about how long the message, and how long the fields of one
// record may be; what is longer ends in "…".
const maxRecordBytes = 16 << 10

// maxLoggerBytes is about how long the name of a logger may be.
const maxLoggerBytes = 200

// record is one line before it is written.
type record struct {
	at       wire.Time
	date     time.Time
	level    wire.Level
	logger   string   // left out when ""
	pid      wire.PID // left out when zero
	location string   // left out when ""
	text     string
	fields   []wire.Field
}

func (r record) appendDated(dst []byte) []byte {
	dst = r.date.AppendFormat(dst, time.DateTime)
	dst = append(dst, '\t')
	dst = append(dst, r.level.String()...)
	if r.logger != "" {
		dst = append(dst, '\t')
		dst = append(dst, trace.Clean(r.logger, maxLoggerBytes)...)
	}
	return r.appendRest(dst)
}

func (r record) appendShort(dst []byte, colors bool) []byte {
	dst = fmt.Appendf(dst, "%6.2fs\t", time.Duration(r.at).Seconds())
	if colors {
		dst = appendColored(dst, levelColor(r.level), fmt.Sprintf("%-5s", r.level))
	} else {
		dst = fmt.Appendf(dst, "%-5s", r.level)
	}
	if name := fmt.Sprintf("%-12s", trace.Clean(r.logger, maxLoggerBytes)); r.logger != "" {
		dst = append(dst, '\t')
		if colors {
			dst = appendColored(dst, cyan, name)
		} else {
			dst = append(dst, name...)
		}
	}
	return r.appendRest(dst)
}

func appendColored(dst []byte, color int, text string) []byte {
	return fmt.Appendf(dst, "\x1b[%dm%s\x1b[0m", color, text)
}

// What a terminal calls colours.
const (
	red     = 31
	yellow  = 33
	blue    = 34
	magenta = 35
	cyan    = 36
)

func levelColor(l wire.Level) int {
	switch l {
	case wire.LevelDebug:
		return magenta
	case wire.LevelWarn:
		return yellow
	case wire.LevelError:
		return red
	}
	return blue
}

// appendRest appends message and fields; no fields are no column.
func (r record) appendRest(dst []byte) []byte {
	dst = append(dst, '\t')
	dst = append(dst, trace.Clean(r.text, maxRecordBytes)...)
	before := len(dst)
	dst = r.appendFields(append(dst, "\t{"...), "", ", ", ": ")
	if len(dst) == before+len("\t{") {
		return append(dst[:before], '\n')
	}
	return append(dst, "}\n"...)
}

func (r record) appendJSON(dst []byte) []byte {
	dst = fmt.Appendf(dst, `{"level":"%s","ts":"%s"`,
		strings.ToLower(r.level.String()), r.date.Format("2006-01-02T15:04:05.000Z0700"))
	w := wire.JSONWriter{Dst: dst, End: len(dst) + maxRecordBytes}
	if r.logger != "" {
		w.Dst = append(w.Dst, `,"logger":`...)
		w.Text(r.logger)
	}
	w.Dst = append(w.Dst, `,"msg":`...)
	w.Text(r.text)
	return append(r.appendFields(w.Dst, ",", ",", ":"), "}\n"...)
}

// appendFields writes who and where, then what the program added. A name may
// come twice: programs like to log their pid, and both are shown.
func (r record) appendFields(dst []byte, first, separator, colon string) []byte {
	w := wire.JSONWriter{Dst: dst, End: len(dst) + maxRecordBytes}
	add := func(name string, v wire.Value) {
		w.Dst = append(w.Dst, first...)
		first = separator
		w.Text(name)
		w.Dst = append(w.Dst, colon...)
		w.Value(v)
	}
	if !r.pid.IsZero() {
		add("pid", r.pid.String())
	}
	if r.location != "" {
		add("location", r.location)
	}
	for _, f := range r.fields {
		name, ok := f.Key.(string)
		if !ok {
			continue
		}
		last := w.Full()
		if add(name, f.Value); last {
			break
		}
	}
	return w.Dst
}
