//go:build js && wasm

package main

import (
	"fmt"
	"net/url"
	"path"
	"syscall/js"

	"github.com/bep/golibsass/sass"
	"github.com/gohugoio/hugo/common/hugo"
	"github.com/spf13/afero"
)

// installSass lets Hugo compile stylesheets by the Sass of the worker, globalThis.draftpaneSass. It is loaded when the first one is met.
func installSass(site *Site) {
	hugo.DartSassBinaryName = "sass" // Hugo looks for a program; none is started
	sass.ReadFile = func(name string) ([]byte, error) { return afero.ReadFile(site.files, path.Clean(name)) }
	sass.Compile = func(call sass.Call) string {
		api := js.Global().Get("draftpaneSass")
		if problem := awaited(api.Call("load")); problem != "" {
			return site.withoutStyle("Sass could not be loaded: "+problem, "", 0, 0)
		}
		canonicalize := js.FuncOf(func(_ js.Value, args []js.Value) any {
			found, err := call.Canonicalize(args[0].String(), args[1].String())
			return map[string]any{"url": found, "error": messageOf(err)}
		})
		defer canonicalize.Release()
		load := js.FuncOf(func(_ js.Value, args []js.Value) any {
			text, syntax, err := call.Load(args[0].String())
			return map[string]any{"contents": text, "syntax": syntax, "error": messageOf(err)}
		})
		defer load.Release()
		made := api.Call("compile", map[string]any{"source": call.Source, "url": call.URL, "syntax": call.Syntax, "style": call.Style}, canonicalize, load)
		if css := made.Get("css"); css.Type() == js.TypeString {
			return css.String()
		}
		return site.withoutStyle(made.Get("message").String(), made.Get("url").String(), made.Get("line").Int(), made.Get("column").Int())
	}
}

// withoutStyle reports why a stylesheet could not be compiled, and stands in its place. An error would end Hugo where its template passes the
// stylesheet on to resources.PostProcess.
func (s *Site) withoutStyle(message, at string, line, column int) string {
	place := ""
	if parsed, err := url.Parse(at); err == nil && parsed.Path != "" && line > 0 {
		place = fmt.Sprintf(`"%s:%d:%d": `, parsed.Path, line, column)
	} else if line > 0 {
		message += fmt.Sprintf(" It is in line %d, column %d of the stylesheet that a template compiles.", line, column)
	}
	fmt.Fprintf(s.log, "WARN  %sthe stylesheet could not be compiled: %s\n", place, message)
	return "/* This stylesheet could not be compiled. */"
}

// awaited waits for a promise, and returns why it was rejected.
func awaited(promise js.Value) string {
	done := make(chan string, 1)
	resolved := js.FuncOf(func(js.Value, []js.Value) any { done <- ""; return nil })
	rejected := js.FuncOf(func(_ js.Value, args []js.Value) any { done <- args[0].Call("toString").String(); return nil })
	defer resolved.Release()
	defer rejected.Release()
	promise.Call("then", resolved, rejected)
	return <-done
}

func messageOf(err error) any {
	if err == nil {
		return nil
	}
	return err.Error()
}
