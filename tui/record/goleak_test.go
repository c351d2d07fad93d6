package record_test

import (
	"testing"

	"echotui/runtime/leaks"
)

// TestMain sees to it that no test leaves a goroutine or an open file behind.
func TestMain(m *testing.M) { leaks.Main(m) }
