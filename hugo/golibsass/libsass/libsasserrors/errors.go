// Package libsasserrors has the type of error that Hugo looks for.
package libsasserrors

// Error is never returned: mistakes are reported elsewhere.
type Error struct {
	File         string
	Line, Column int
	Message      string
}

func (e Error) Error() string { return e.Message }
