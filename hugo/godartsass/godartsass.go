// Package godartsass stands in the place of github.com/bep/godartsass/v2, which starts a program: it has the part that Hugo 0.168 calls, and
// the Sass of the worker behind.
package godartsass

import (
	"errors"
	"strings"

	"github.com/bep/golibsass/sass"
)

// Options are taken and not used: there is no program to start, and mistakes are reported elsewhere.
type Options struct {
	DartSassEmbeddedFilename string
	LogEventHandler          func(LogEvent)
}

// LogEventType tells what a LogEvent is about.
type LogEventType int

// Types of LogEvent.
const (
	LogEventTypeWarning LogEventType = iota
	LogEventTypeDeprecated
	LogEventTypeDebug
)

// LogEvent is never sent.
type LogEvent struct {
	Type                     LogEventType
	DeprecationType, Message string
}

// ImportResolver finds other stylesheets.
type ImportResolver interface {
	CanonicalizeURL(url string) (string, error)
	Load(canonicalizedURL string) (Import, error)
}

// Import is a stylesheet that was found.
type Import struct {
	Content      string
	SourceSyntax SourceSyntax
}

// SourceSyntax is one of the three below.
type SourceSyntax string

// Syntaxes of stylesheets.
const (
	SourceSyntaxSCSS SourceSyntax = "scss"
	SourceSyntaxSASS SourceSyntax = "indented"
	SourceSyntaxCSS  SourceSyntax = "css"
)

// OutputStyle is expanded or compressed.
type OutputStyle string

// ParseOutputStyle reads the name of a style.
func ParseOutputStyle(name string) OutputStyle {
	if strings.EqualFold(name, "compressed") {
		return "compressed"
	}
	return "expanded"
}

// Args is a stylesheet to compile. There are no source maps, and no warnings to silence.
type Args struct {
	Source                        string
	URL                           string
	SourceSyntax                  SourceSyntax
	OutputStyle                   OutputStyle
	EnableSourceMap               bool
	SourceMapIncludeSources       bool
	ImportResolver                ImportResolver
	IncludePaths                  []string
	SilenceDeprecations           []string
	SilenceDependencyDeprecations bool
}

// Result is the CSS.
type Result struct {
	CSS, SourceMap string
}

// SassError is never returned: mistakes are reported elsewhere.
type SassError struct {
	Message string
	Span    struct {
		Url, Text, Context string
		Start              struct{ Offset, Line, Column int }
	}
}

func (e SassError) Error() string { return e.Message }

// DartSassVersion names a version.
type DartSassVersion struct {
	ProtocolVersion, CompilerVersion, ImplementationVersion, ImplementationName string
	ID                                                                          int
}

// Version returns an error: there is no program.
func Version(string) (DartSassVersion, error) {
	return DartSassVersion{}, errors.New("there is no program")
}

// Transpiler compiles stylesheets.
type Transpiler struct{}

// Start returns a Transpiler.
func Start(Options) (*Transpiler, error) { return &Transpiler{}, nil }

// Close does nothing.
func (*Transpiler) Close() error { return nil }

// Execute compiles a stylesheet.
func (*Transpiler) Execute(args Args) (Result, error) {
	syntax := args.SourceSyntax
	if syntax == "" {
		syntax = SourceSyntaxSCSS
	}
	return Result{CSS: sass.Compile(sass.Call{
		Source:       args.Source,
		URL:          args.URL,
		Syntax:       string(syntax),
		Style:        string(args.OutputStyle),
		Canonicalize: func(url, _ string) (string, error) { return args.ImportResolver.CanonicalizeURL(url) },
		Load: func(url string) (string, string, error) {
			found, err := args.ImportResolver.Load(url)
			if found.SourceSyntax == "" {
				found.SourceSyntax = SourceSyntaxSCSS
			}
			return found.Content, string(found.SourceSyntax), err
		},
	})}, nil
}
