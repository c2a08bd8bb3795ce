// Package sass is what golibsass and godartsass of this program have in common: both hand stylesheets to the Sass of the worker.
package sass

// Call is a stylesheet to compile, with what finds others for it.
type Call struct {
	Source string
	// URL of the source; empty if it is unknown.
	URL string
	// Syntax is scss, indented or css.
	Syntax string
	// Style is expanded or compressed.
	Style string
	// Canonicalize returns the URL of an import; empty for one that is not found. The stylesheet with the import is at from.
	Canonicalize func(url, from string) (string, error)
	// Load returns the text and the syntax of an import.
	Load func(url string) (text, syntax string, err error)
}

// Compile returns the CSS. The program sets it, and reports mistakes itself: a page without a style is better than none.
var Compile func(Call) string

// ReadFile returns a file of the site. The program sets it.
var ReadFile func(name string) ([]byte, error)

// SyntaxOf returns the syntax of a file.
func SyntaxOf(name string) string {
	switch {
	case len(name) > 5 && name[len(name)-5:] == ".sass":
		return "indented"
	case len(name) > 4 && name[len(name)-4:] == ".css":
		return "css"
	}
	return "scss"
}
