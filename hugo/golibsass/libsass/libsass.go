// Package libsass stands in the place of github.com/bep/golibsass, which needs C: it has the part that Hugo 0.168 calls, and Dart Sass behind.
package libsass

import (
	"net/url"
	"regexp"
	"strings"

	"github.com/bep/golibsass/sass"
)

// OutputStyle is expanded or compressed: Dart Sass has no others.
type OutputStyle string

// ParseOutputStyle reads the name of a style.
func ParseOutputStyle(name string) OutputStyle {
	if strings.EqualFold(name, "compressed") {
		return "compressed"
	}
	return "expanded"
}

// Options are those that Hugo sets. Include paths are looked through by its ImportResolver, too; precision is Dart Sass's own.
type Options struct {
	IncludePaths []string
	// ImportResolver returns the file of an import, or its text. The stylesheet with the import is prev, "stdin" for the first.
	ImportResolver   func(url string, prev string) (newURL string, body string, resolved bool)
	OutputStyle      OutputStyle
	Precision        int
	SassSyntax       bool
	SourceMapOptions SourceMapOptions
}

// SourceMapOptions are taken and not used: there are no source maps.
type SourceMapOptions struct {
	Filename, Root, OutputPath        string
	Contents, OmitURL, EnableEmbedded bool
}

// Result is the CSS.
type Result struct {
	CSS, SourceMapContent string
}

// Transpiler compiles stylesheets.
type Transpiler struct{ options Options }

// New returns a Transpiler with these options.
func New(options Options) (Transpiler, error) { return Transpiler{options}, nil }

// LibSass passes over an @extend of something that is not there, and themes rely on it. Dart Sass does where it is told to.
var extend = regexp.MustCompile(`(@extend\s+[^;{}!]+?)\s*;`)

func lenient(text, syntax string) string {
	if syntax != "scss" {
		return text
	}
	return extend.ReplaceAllString(text, "$1 !optional;")
}

// Scheme of imports whose text the resolver gives.
const given = "hugo-text:"

// Execute compiles a stylesheet.
func (t Transpiler) Execute(source string) (Result, error) {
	syntax := "scss"
	if t.options.SassSyntax {
		syntax = "indented"
	}
	bodies := map[string]string{}
	return Result{CSS: sass.Compile(sass.Call{
		Source: lenient(source, syntax),
		Syntax: syntax,
		Style:  string(t.options.OutputStyle),
		Canonicalize: func(wanted, from string) (string, error) {
			if strings.HasPrefix(wanted, "file:") {
				return "", nil // relative to a file: asked again as it is written, with that file
			}
			prev := "stdin"
			if from != "" {
				prev = pathOf(from)
			}
			name, body, resolved := t.options.ImportResolver(wanted, prev)
			switch {
			case !resolved:
				return "", nil
			case body != "" || strings.HasPrefix(name, "hugo:"):
				canonical := given + url.PathEscape(name)
				bodies[canonical] = body
				return canonical, nil
			}
			return (&url.URL{Scheme: "file", Path: name}).String(), nil
		},
		Load: func(canonical string) (string, string, error) {
			if strings.HasPrefix(canonical, given) {
				return bodies[canonical], "scss", nil
			}
			name := pathOf(canonical)
			text, err := sass.ReadFile(name)
			syntax := sass.SyntaxOf(name)
			return lenient(string(text), syntax), syntax, err
		},
	})}, nil
}

func pathOf(file string) string {
	parsed, err := url.Parse(file)
	if err != nil {
		return file
	}
	return parsed.Path
}
