package export

import "testing"

// What stands for a character ends with one that is markup twice.
func TestEscapedBeforePlain(t *testing.T) {
	if got := plantUMLText("!>a>!>>"); got != "<U+0021><U+003E>a><U+0021><U+003E><U+003E>" {
		t.Errorf("got %s", got)
	}
}
