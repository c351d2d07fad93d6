package export

import (
	"bufio"
	"fmt"
	"strings"

	"echotui/runtime/trace"
	"echotui/runtime/tracefile"
)

// plantUML writes a sequence diagram of PlantUML.
type plantUML struct {
	diagram
	out *bufio.Writer
}

func openPlantUML(out *bufio.Writer, _ tracefile.Header) exporter {
	return &plantUML{diagram{lanes: newLanes()}, out}
}

var plantUMLArrows = map[shape]string{message: "->>", notice: "-->>", lost: "->x", creation: "->"}

func (x *plantUML) end(*trace.World) error {
	if err := x.check(); err != nil {
		return err
	}
	fmt.Fprint(x.out, "@startuml\nhide footbox\n")
	for i, name := range x.lanes.names() {
		name = strings.ReplaceAll(plantUMLText(name), `"`, "<U+0022>")
		fmt.Fprintf(x.out, "participant \"%s\" as p%d\n", name, i)
	}
	if len(x.lanes.list) == 0 {
		fmt.Fprint(x.out, "participant \"node\" as p0\n") // it draws nothing without one
	}
	for _, r := range x.rows {
		if r.shape == note {
			fmt.Fprintf(x.out, "note over p%d : %s\n", r.from, plantUMLText(r.text))
		} else {
			fmt.Fprintf(x.out, "p%d %s p%d : %s\n", r.from, plantUMLArrows[r.shape], r.to, plantUMLText(r.text))
		}
	}
	_, err := fmt.Fprint(x.out, "@enduml\n")
	return err
}

// plantUMLText is text as PlantUML takes it, on one line: what could be markup,
// or a function that reads the environment or a file where the diagram is
// drawn, is written as the number of its character.
func plantUMLText(s string) string {
	return escaped(s, `{}()=,.:-_;+"|>?✓✗■▲…`, "<U+%d>", 16)
}
