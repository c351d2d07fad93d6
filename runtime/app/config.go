package app

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"strconv"
	"strings"
	"time"

	"echotui/runtime/wire"
)

// ConfigFile is where an app's folder keeps settings of the runtime.
const ConfigFile = ".wippy.yaml"

// Config is what a .wippy.yaml, and a command line over it, say about the
// runtime that an app is to have. The zero Config says nothing.
type Config struct {
	JSONLogs        bool          // log records are JSON objects on standard output
	NoLogs          bool          // log records are not to be written at all
	Level           *wire.Level   // the mildest records to write, unless all are asked for; nil when nobody says
	ShutdownTimeout time.Duration // how long everybody together may take to end; 0 when nobody says
	Limits          wire.Limits   // of what processes may take; 0 where nobody says
	LogMemory       int           // bytes of memory for the log; 0 when nobody says, below that there is no limit
	Overrides       []Override    // in the order in which they apply
	Warnings        []string      // "file:line: ..." for what was passed over
}

// ReadConfig reads a file of settings, which errors call shown. When there is
// none, the error is fs.ErrNotExist.
func ReadConfig(fsys fs.FS, name, shown string) (Config, error) {
	var c Config
	data, err := readBounded(fsys, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return c, fmt.Errorf("%s: %w", oneLine(shown), fs.ErrNotExist)
	case err != nil:
		return c, mistake(shown, 1, "cannot be read: %s", reason(err))
	}
	documents, err := parseYAML(shown, data)
	switch {
	case err != nil:
		return c, err
	case len(documents) == 0:
		return c, nil
	case len(documents) > 1:
		return c, mistake(shown, documents[1].line, "a second YAML document: the file holds one")
	case documents[0].shape != shapeTable:
		return c, mistake(shown, documents[0].line, "must be a table, not %s", documents[0].shape)
	}
	for _, f := range documents[0].fields {
		if err := c.readSection(shown, f); err != nil {
			return c, err
		}
	}
	return c, nil
}

// setting is a key of the configuration that means something here.
type setting struct {
	key string // "section.name"
	set func(c *Config, n *node) (warning string, err error)
}

var settings = []setting{
	{"limits.log_memory", func(c *Config, n *node) (_ string, err error) {
		c.LogMemory, err = n.logMemory()
		return "", err
	}},
	{"limits.mailbox", limit(wire.LimitMailbox)},
	{"limits.memory", limit(wire.LimitMemory)},
	{"limits.message", limit(wire.LimitMessage)},
	{"limits.processes", limit(wire.LimitProcesses)},
	{"limits.total_memory", limit(wire.LimitTotalMemory)},
	{"limits.turns", limit(wire.LimitTurns)},
	{"logger.encoding", func(c *Config, n *node) (string, error) {
		if n.scalar != "console" && n.scalar != "json" {
			return "", errors.New("must be console or json")
		}
		c.JSONLogs = n.scalar == "json"
		return "", nil
	}},
	{"logmanager.min_level", func(c *Config, n *node) (string, error) {
		level, err := n.level()
		c.Level = &level
		return "", err
	}},
	{"logmanager.propagate_downstream", func(c *Config, n *node) (string, error) {
		if n.shape != shapeBool {
			return "", fmt.Errorf("must be true or false, not %s", n.shape)
		}
		c.NoLogs = n.scalar == false
		return "", nil
	}},
	{"security.strict_mode", func(_ *Config, n *node) (string, error) {
		if n.shape != shapeBool {
			return "", fmt.Errorf("must be true or false, not %s", n.shape)
		}
		if n.scalar == true {
			return "permissions are not checked here: programs may do everything", nil
		}
		return "", nil
	}},
	{"shutdown.timeout", func(c *Config, n *node) (_ string, err error) {
		c.ShutdownTimeout, err = n.duration()
		if err == nil && c.ShutdownTimeout < time.Millisecond {
			err = errors.New("must be 1ms or more; write one like 10s")
		}
		return "", err
	}},
}

// limit sets a limit: a whole number, which may have a unit if it is one of
// bytes, or "unlimited".
func limit(name string) func(*Config, *node) (string, error) {
	return func(c *Config, n *node) (_ string, err error) {
		*c.Limits.Named(name), err = n.limit(wire.LimitInBytes(name))
		return "", err
	}
}

func (n *node) limit(bytes bool) (int, error) {
	text, isText := n.scalar.(string)
	number, isNumber := n.scalar.(float64)
	unit := 1.0
	if isText && bytes {
		digits := strings.TrimRight(text, "KMGB")
		if size, known := map[string]float64{"KB": 1 << 10, "MB": 1 << 20, "GB": 1 << 30}[text[len(digits):]]; known {
			var err error
			number, err = strconv.ParseFloat(digits, 64)
			unit, isNumber = size, err == nil
		}
	}
	const most = min(1<<50, math.MaxInt)
	switch {
	case isText && text == "unlimited":
		return -1, nil
	case isNumber && number*unit >= 1 && number*unit <= most && number*unit == math.Trunc(number*unit):
		return int(number * unit), nil
	case bytes:
		return 0, errors.New("must be a number of bytes, one like 64MB, or unlimited")
	}
	return 0, errors.New("must be a whole number from 1 on, or unlimited")
}

// leastLogMemory is what the log needs for the facts that have just happened.
const leastLogMemory = 1 << 20

// logMemory reads a limit of the log's memory. Unlike a process, it can do with
// none: 0 is unlimited.
func (n *node) logMemory() (int, error) {
	if n.scalar == 0.0 || n.scalar == "0" {
		return -1, nil
	}
	bytes, err := n.limit(true)
	if err != nil || bytes > 0 && bytes < leastLogMemory {
		return 0, errors.New("must be a size such as 64MB, at least 1MB, or 0 for no limit")
	}
	return bytes, nil
}

// SetLogMemory is Set for limits.log_memory. The error is about the value only.
func (c *Config) SetLogMemory(value string) (err error) {
	n, err := parseValue(value)
	if err == nil {
		c.LogMemory, err = n.logMemory()
	}
	return err
}

// level reads a level by its name or by the number that Wippy has for it.
func (n *node) level() (wire.Level, error) {
	for level := wire.LevelDebug; level <= wire.LevelError; level++ {
		number := float64(level - wire.LevelInfo)
		name, _ := n.scalar.(string)
		if n.scalar == number || strings.EqualFold(name, level.String()) {
			return level, nil
		}
	}
	return 0, errors.New("must be -1 or debug, 0 or info, 1 or warn, 2 or error")
}

func settingNamed(key string) *setting {
	for i := range settings {
		if settings[i].key == key {
			return &settings[i]
		}
	}
	return nil
}

// readSection reads one section of a file. Settings that are none here are
// passed over with a warning: Wippy has many more of them, and an app says all
// that it says to every runtime.
func (c *Config) readSection(file string, f field) error {
	switch {
	case f.key == "version" || f.value.shape == shapeNull:
		return nil
	case f.key == "override":
		return c.readOverrides(file, f.value)
	case !isSection(f.key):
		c.warn(file, f.line, f.key, notSupported)
		return nil
	case f.value.shape != shapeTable:
		return mistake(file, f.line, "%s: must be a table, not %s", f.key, f.value.shape)
	}
	for _, inner := range f.value.fields {
		key := f.key + "." + inner.key
		s := settingNamed(key)
		if s == nil {
			c.warn(file, inner.line, key, notSupported)
			continue
		}
		warning, err := s.set(c, inner.value)
		if err != nil {
			return mistake(file, inner.value.line, "%s: %s", key, err)
		}
		c.warn(file, inner.line, key, warning)
	}
	return nil
}

const notSupported = "not supported; passed over"

// warn notes what there is to say about a key, if anything.
func (c *Config) warn(file string, line int, key, text string) {
	if text != "" {
		c.Warnings = append(c.Warnings, mistake(file, line, "%s: %s", key, text).Error())
	}
}

func isSection(name string) bool {
	for _, s := range settings {
		if strings.HasPrefix(s.key, name+".") {
			return true
		}
	}
	return false
}

// Set changes one setting: "section.name=value". The value is written as that
// of an override.
func (c *Config) Set(text string) error {
	key, value, found := strings.Cut(text, "=")
	if !found {
		return errors.New(oneLine(fmt.Sprintf("setting %q: write SECTION.NAME=VALUE, as in shutdown.timeout=5s", text)))
	}
	s := settingNamed(key)
	if s == nil {
		return errors.New(oneLine(fmt.Sprintf("setting %s: there is none; there is %s", key, listed(settingNames()))))
	}
	n, err := parseValue(value)
	if err != nil {
		return errors.New(oneLine("setting " + key + ": " + err.Error()))
	}
	warning, err := s.set(c, n)
	if err != nil {
		return fmt.Errorf("setting %s: %w", key, err)
	}
	if warning != "" {
		c.Warnings = append(c.Warnings, "setting "+key+": "+warning)
	}
	return nil
}

func settingNames() []string {
	var names []string
	for _, s := range settings {
		names = append(names, s.key)
	}
	return names
}

// readOverrides reads "namespace:entry:field: value" and, with all fields of an
// entry together, "namespace:entry: {field: value}".
func (c *Config) readOverrides(file string, n *node) error {
	if n.shape != shapeTable {
		return mistake(file, n.line, "override: must be a table, not %s", n.shape)
	}
	for _, f := range n.fields {
		parts := strings.SplitN(f.key, ":", 3)
		o := Override{from: fmt.Sprintf("%s:%d", file, f.line), Entry: f.key, value: f.value}
		switch {
		case len(parts) == 3:
			o.Entry, o.Field = parts[0]+":"+parts[1], parts[2]
			c.Overrides = append(c.Overrides, o)
		case len(parts) == 2 && f.value.shape == shapeTable:
			c.addFields(file, o, "")
		default:
			return mistake(file, f.line, "override: %s: write namespace:entry:field: value", f.key)
		}
	}
	for _, o := range c.Overrides {
		if err := o.check(); err != nil {
			return err
		}
	}
	return nil
}

// addFields adds an override for each value in the tables of o.
func (c *Config) addFields(file string, o Override, prefix string) {
	for _, f := range o.value.fields {
		inner := Override{from: fmt.Sprintf("%s:%d", file, f.line), Entry: o.Entry, Field: prefix + f.key, value: f.value}
		if f.value.shape == shapeTable && len(f.value.fields) > 0 {
			c.addFields(file, inner, inner.Field+".")
		} else {
			c.Overrides = append(c.Overrides, inner)
		}
	}
}
