//go:build js && wasm

// Hugo as a module for a worker: it sets globalThis.draftpaneHugo, whose functions take a callback for their answer.
package main

import (
	"fmt"
	"syscall/js"

	"github.com/gohugoio/hugo/common/hugo"

	_ "time/tzdata" // a site's timeZone: no system lends its own here
)

func main() {
	site := &Site{}
	(&disk{site: site}).install()
	installSass(site)
	js.Global().Set("draftpaneHugo", map[string]any{
		"version": fmt.Sprint(hugo.CurrentVersion),
		"open": answering(func(args []js.Value) any {
			problems := site.Open(filesFrom(args[0]), args[1].String())
			return listOf(problems)
		}),
		"write": answering(func(args []js.Value) any {
			site.Write(filesFrom(args[0]))
			return nil
		}),
		"render": answering(func(args []js.Value) any {
			made := site.Render(args[0].String(), args[1].String())
			return map[string]any{
				"page":         made.Page,
				"content":      made.Content,
				"target":       made.Target,
				"problems":     listOf(made.Problems),
				"milliseconds": made.Milliseconds,
			}
		}),
		"shortcodes": answering(func(args []js.Value) any {
			return partsOf(site.Shortcodes(args[0].String(), args[1].String()))
		}),
		"blocks": answering(func(args []js.Value) any {
			offsets := make([]int, args[2].Length())
			for i := range offsets {
				offsets[i] = args[2].Index(i).Int()
			}
			return partsOf(site.Blocks(args[0].String(), args[1].String(), offsets))
		}),
		"read": answering(func(args []js.Value) any {
			content, err := site.Read(args[0].String())
			if err != nil {
				return nil
			}
			bytes := js.Global().Get("Uint8Array").New(len(content))
			js.CopyBytesToJS(bytes, content)
			return bytes
		}),
	})
	select {}
}

// answering makes a function for JavaScript whose last argument is called with the answer. The work runs in a goroutine of its own:
// Hugo waits for timers, and those run only when the caller has returned.
func answering(work func(args []js.Value) any) js.Func {
	return js.FuncOf(func(_ js.Value, args []js.Value) any {
		last := len(args) - 1
		go func() { args[last].Invoke(work(args[:last])) }()
		return nil
	})
}

// filesFrom reads a list of pairs: a path, and text, bytes or null.
func filesFrom(pairs js.Value) map[string][]byte {
	files := make(map[string][]byte, pairs.Length())
	for i := range pairs.Length() {
		path, content := pairs.Index(i).Index(0).String(), pairs.Index(i).Index(1)
		switch content.Type() {
		case js.TypeNull:
			files[path] = nil
		case js.TypeString:
			files[path] = append([]byte{}, content.String()...)
		default:
			bytes := make([]byte, content.Length())
			js.CopyBytesToGo(bytes, content)
			files[path] = bytes
		}
	}
	return files
}

func partsOf(made Parts) map[string]any {
	shortcodes := make([]any, len(made.Shortcodes))
	for i, one := range made.Shortcodes {
		var output any
		if !one.HasFailed {
			output = one.Output
		}
		shortcodes[i] = map[string]any{"source": one.Source, "output": output, "embedded": one.IsEmbedded}
	}
	blocks := make([]any, len(made.Blocks))
	for i, html := range made.Blocks {
		if html != nil {
			blocks[i] = *html
		}
	}
	return map[string]any{
		"shortcodes": shortcodes, "blocks": blocks, "hooks": made.HasHooks, "problems": listOf(made.Problems), "milliseconds": made.Milliseconds,
	}
}

func listOf(problems []Problem) []any {
	list := make([]any, len(problems))
	for i, problem := range problems {
		list[i] = problem.toMap()
	}
	return list
}
