//go:build !unix

package cli

// SurviveFileLimit does nothing where files have no limits.
func SurviveFileLimit() {}
