package cast

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Check reads a cast to its end and refuses what breaks some player: the error
// tells the line. It knows casts of version 2, and of version 3, which some
// refuse as a whole.
func Check(r io.Reader) error {
	var c checker
	lines := bufio.NewReader(r)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 0 {
			if problem := c.line(line); problem != nil {
				return problem
			}
		}
		if errors.Is(err, io.EOF) {
			return c.end()
		} else if err != nil {
			return err
		}
	}
}

// checker checks a cast line by line.
type checker struct {
	lines   int
	version int
	last    json.Number // the time of the last event
	output  bool        // there was some
	exited  bool
}

// line checks a line with its line feed.
func (c *checker) line(line []byte) error {
	c.lines++
	check := c.event
	if c.lines == 1 {
		check = c.header
	}
	text, ended := bytes.CutSuffix(line, []byte("\n"))
	err := wellFormed(text)
	if err == nil && !ended {
		err = errors.New("there is no line feed at its end")
	}
	if err == nil {
		err = check(text)
	}
	if err != nil {
		return fmt.Errorf("line %d: %w", c.lines, err)
	}
	return nil
}

// end checks what only shows at the end.
func (c *checker) end() error {
	if !c.output {
		return errors.New("there is no output: some players take such a file for broken")
	}
	return nil
}

// wellFormed checks what is true of every line.
func wellFormed(text []byte) error {
	switch {
	case len(text) == 0:
		return errors.New("it is empty, which asciinema 2, svg-term and termtosvg do not read")
	case text[0] != '{' && text[0] != '[':
		return fmt.Errorf("it begins with %.4q: some players refuse it, others leave it out", text)
	case bytes.IndexByte(text, '\r') >= 0:
		return errors.New("a carriage return stands outside of a text")
	case !utf8.Valid(text):
		return errors.New("it is not UTF-8")
	}
	return surrogates(text)
}

// surrogates refuses halves of characters, on which Python stops.
func surrogates(text []byte) error {
	half := false // the one before was a first half
	for rest := text; ; {
		at := bytes.Index(rest, []byte(`\`))
		if half && (at != 0 || len(rest) < 2 || rest[1] != 'u') {
			return errors.New("an escape is half a character")
		}
		if at < 0 || at+1 >= len(rest) {
			return nil
		}
		rest = rest[at:]
		if rest[1] != 'u' || len(rest) < 6 {
			rest, half = rest[2:], false
			continue
		}
		digits := strings.ToLower(string(rest[2:4]))
		first, second := digits >= "d8" && digits < "dc", digits >= "dc" && digits < "e0"
		if second != half {
			return errors.New("an escape is half a character")
		}
		rest, half = rest[6:], first
	}
}

func (c *checker) header(text []byte) error {
	h, err := parseHeader(text)
	switch {
	case err != nil:
		return err
	case h.Version == 1:
		return errors.New("it is of version 1")
	case h.Width < 1 || h.Height < 1 || h.Width > maxUint16 || h.Height > maxUint16:
		return fmt.Errorf("the size %dx%d is none from 1x1 to 65535x65535", h.Width, h.Height)
	case h.Theme != nil:
		if err := h.Theme.valid(); err != nil {
			return err
		}
	}
	c.version = h.Version
	return nil
}

const maxUint16 = 1<<16 - 1

func (c *checker) event(text []byte) error {
	var parts []any
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&parts); err != nil {
		return fmt.Errorf("it is no event: %w", err)
	}
	if int(d.InputOffset()) != len(text) {
		return errors.New("something stands behind the event")
	}
	if len(parts) != 3 {
		return fmt.Errorf("it has %d parts, not time, code and text", len(parts))
	}
	at, isNumber := parts[0].(json.Number)
	code, isCode := parts[1].(string)
	data, isText := parts[2].(string)
	if !isNumber || !isCode || !isText {
		return errors.New("it is not a number, a text and a text")
	}
	if err := c.time(at); err != nil {
		return err
	}
	if c.exited {
		return errors.New("something happens after the end")
	}
	return c.data(code, data)
}

// time checks that a time is a plain number that does not go backwards.
func (c *checker) time(at json.Number) error {
	now, err := at.Float64()
	before, _ := c.last.Float64()
	switch {
	case err != nil || now < 0:
		return fmt.Errorf("the time %s is none", at)
	case strings.ContainsAny(string(at), "eE"):
		return fmt.Errorf("the time %s has an exponent", at)
	case c.version == 2 && now < before:
		return fmt.Errorf("the time goes back from %s to %s", c.last, at)
	}
	if !c.output && now > 0 {
		return errors.New("the first output is not at 0")
	}
	c.last = at
	return nil
}

func (c *checker) data(code, data string) error {
	switch code {
	case codeOutput:
		c.output = true
		return checkOutput(data)
	case codeResize:
		_, _, err := parseSize(data)
		return err
	case codeExit:
		c.exited = true
	}
	return nil
}

// checkOutput refuses what a player shows instead of obeying, or waits for an
// answer to.
func checkOutput(text string) error {
	if text == "" {
		return errors.New("the output is empty")
	}
	for i, r := range text {
		switch {
		case r == '\n' && !strings.HasSuffix(text[:i], "\r"):
			return errors.New("the output has a line feed without a carriage return")
		case r >= 0x7f && r < 0xa0:
			return fmt.Errorf("the output has the control character %U", r)
		case r != 0x1b:
		default:
			if err := checkSequence(text[i+1:]); err != nil {
				return err
			}
		}
	}
	return nil
}

// checkSequence checks what stands behind an escape.
func checkSequence(text string) error {
	if text == "" {
		return errors.New("the output ends within a sequence")
	}
	switch text[0] {
	case 'P', 'X', '^', '_':
		return errors.New("the output has a DCS, SOS, PM or APC string, which termtosvg shows as text")
	case ']':
		if end := strings.IndexAny(text, "\a\x1b"); end < 0 || strings.Contains(text[:end], "?") {
			return errors.New("the output asks the terminal something, or a title does not end")
		}
		return nil
	case '[':
	default:
		return nil
	}
	end := strings.IndexFunc(text[1:], func(r rune) bool { return r < ' ' || r >= '@' })
	if end < 0 {
		return errors.New("the output ends within a sequence")
	}
	params, final := text[1:end+1], text[end+1]
	switch {
	case final < '@' || final > '~':
		return fmt.Errorf("the sequence %.20q has a character that belongs to none", text)
	case strings.Contains(params, ":"):
		return errors.New("a style has parts with colons, which termtosvg shows as text")
	case final == 'n' || final == 'c' || final == 'p' && strings.HasSuffix(params, "$"):
		return errors.New("the output asks the terminal something")
	}
	return nil
}

// parseSize reads COLUMNSxROWS.
func parseSize(text string) (columns, rows int, err error) {
	before, after, _ := strings.Cut(text, "x")
	c, err := strconv.ParseUint(before, 10, 16)
	r, err2 := strconv.ParseUint(after, 10, 16)
	if err != nil || err2 != nil || c == 0 || r == 0 {
		return 0, 0, fmt.Errorf("%.20q is no size such as 80x24", text)
	}
	return int(c), int(r), nil
}
