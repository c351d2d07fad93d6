package tape

import (
	"errors"
	"path"
	"slices"
	"strings"
)

// The kinds of files, by suffix.
var (
	outputs = []Kind{"cast", "gif", "apng", "png", "svg", "txt", "json", "html"}
	stills  = []Kind{"png", "svg", "txt", "json", "html"}
)

func (p *parser) output(at Pos) Command {
	name := p.path("Output")
	kind, why := outputKind(name)
	switch {
	case why != "":
		p.fail(at, "Output: %s", why)
	case p.inside:
		p.warn(at, "Output: of a tape that is sourced, outputs are left out")
		return nil
	case p.begun:
		p.warn(at, "Output comes before the commands that do something; here it has no effect")
		return nil
	}
	return Output{at, name, kind}
}

func (p *parser) screenshot(at Pos) Command {
	name := p.path("Screenshot")
	kind := kindOf(name)
	if !slices.Contains(stills, kind) {
		p.fail(at, "Screenshot: the file ends in %s", suffixes(stills))
	}
	return Screenshot{at, name, kind}
}

// OutputKind is the format of an output, by its suffix.
func OutputKind(name string) (Kind, error) {
	kind, why := outputKind(name)
	if why != "" {
		return "", errors.New(why)
	}
	return kind, nil
}

// outputKind is the format of an output, or why there is none.
func outputKind(name string) (kind Kind, why string) {
	switch kind = kindOf(name); kind {
	case "mp4", "webm":
		return "", "." + string(kind) + " needs a video encoder; .gif, .apng and .html show the same"
	case "ascii", "test":
		return "txt", ""
	case Frames:
		return kind, ""
	}
	if slices.Contains(outputs, kind) {
		return kind, ""
	}
	return "", "the file ends in " + suffixes(outputs) + ", or in / for a folder of pictures"
}

func kindOf(name string) Kind {
	if strings.HasSuffix(name, "/") {
		return Frames
	}
	return Kind(strings.ToLower(strings.TrimPrefix(path.Ext(name), ".")))
}

func suffixes(kinds []Kind) string {
	var text strings.Builder
	for i, kind := range kinds {
		switch {
		case i == len(kinds)-1:
			text.WriteString(" or ")
		case i > 0:
			text.WriteString(", ")
		}
		text.WriteString("." + string(kind))
	}
	return text.String()
}
