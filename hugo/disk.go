//go:build js && wasm

package main

import (
	"os"
	"path"
	"syscall/js"

	"github.com/spf13/afero"
)

// disk shows the site's files to what reads a disk in the place of Hugo's own file system: esbuild, which js.Build looks up packages with.
// Go asks globalThis.fs, as Node has it. Nothing can be written.
type disk struct {
	site *Site
	open map[int]*opened
	next int
}

type opened struct {
	info    os.FileInfo
	content []byte
	at      int
}

// install sets the functions that reading needs. The last argument of each is a callback with an error and a result.
func (d *disk) install() {
	d.open = map[int]*opened{}
	d.next = 100 // behind those of the terminal
	fs := js.Global().Get("fs")
	for name, work := range map[string]func(args []js.Value) (any, string){
		"stat":     d.stat,
		"lstat":    d.stat,
		"open":     d.openFile,
		"fstat":    d.fstat,
		"read":     d.read,
		"close":    d.close,
		"readdir":  d.readdir,
		"mkdir":    d.mkdir,
		"readlink": func([]js.Value) (any, string) { return nil, "EINVAL" }, // no file is a link
	} {
		fs.Set(name, js.FuncOf(func(_ js.Value, args []js.Value) any {
			last := len(args) - 1
			result, code := work(args[:last])
			if code == "" {
				args[last].Invoke(nil, result)
				return nil
			}
			problem := js.Global().Get("Error").New(code)
			problem.Set("code", code)
			args[last].Invoke(problem)
			return nil
		}))
	}
}

func (d *disk) info(name string) (os.FileInfo, string) {
	if d.site.files == nil {
		return nil, "ENOENT"
	}
	info, err := d.site.files.Stat(path.Clean(name))
	if err != nil {
		return nil, "ENOENT"
	}
	return info, ""
}

// mkdir serves Hugo's codecs of pictures and formulas, wasm in wasm, which make a folder for compiled code that they never use here.
func (d *disk) mkdir(args []js.Value) (any, string) {
	if d.site.files == nil || d.site.files.MkdirAll(path.Clean(args[0].String()), 0o755) != nil {
		return nil, "EIO"
	}
	return nil, ""
}

func (d *disk) stat(args []js.Value) (any, string) {
	info, code := d.info(args[0].String())
	if code != "" {
		return nil, code
	}
	return statOf(info), ""
}

func (d *disk) openFile(args []js.Value) (any, string) {
	name := args[0].String()
	info, code := d.info(name)
	if code != "" {
		return nil, code
	}
	file := &opened{info: info}
	if !info.IsDir() {
		content, err := afero.ReadFile(d.site.files, path.Clean(name))
		if err != nil {
			return nil, "EIO"
		}
		file.content = content
	}
	d.next++
	d.open[d.next] = file
	return d.next, ""
}

func (d *disk) fstat(args []js.Value) (any, string) {
	file, ok := d.open[args[0].Int()]
	if !ok {
		return nil, "EBADF"
	}
	return statOf(file.info), ""
}

// read takes a descriptor, a buffer, where in it to begin, how much to read, and from where; null goes on behind the last read.
func (d *disk) read(args []js.Value) (any, string) {
	file, ok := d.open[args[0].Int()]
	if !ok {
		return nil, "EBADF"
	}
	at := file.at
	if position := args[4]; !position.IsNull() && !position.IsUndefined() {
		at = position.Int()
	}
	offset, length := args[2].Int(), args[3].Int()
	part := file.content[min(at, len(file.content)):]
	part = part[:min(length, len(part))]
	js.CopyBytesToJS(args[1].Call("subarray", offset, offset+len(part)), part)
	if args[4].IsNull() || args[4].IsUndefined() {
		file.at = at + len(part)
	}
	return len(part), ""
}

func (d *disk) close(args []js.Value) (any, string) {
	delete(d.open, args[0].Int())
	return nil, ""
}

func (d *disk) readdir(args []js.Value) (any, string) {
	if d.site.files == nil {
		return nil, "ENOENT"
	}
	entries, err := afero.ReadDir(d.site.files, path.Clean(args[0].String()))
	if err != nil {
		return nil, "ENOENT"
	}
	names := make([]any, len(entries))
	for i, entry := range entries {
		names[i] = entry.Name()
	}
	return names, ""
}

// statOf has the fields of Node's Stats that Go reads.
func statOf(info os.FileInfo) any {
	mode := 0o100644
	if info.IsDir() {
		mode = 0o040755
	}
	time := info.ModTime().UnixMilli()
	return map[string]any{
		"dev": 0, "ino": 0, "mode": mode, "nlink": 1, "uid": 0, "gid": 0, "rdev": 0, "size": info.Size(), "blksize": 4096, "blocks": 0,
		"atimeMs": time, "mtimeMs": time, "ctimeMs": time,
		"isDirectory": answers[info.IsDir()],
	}
}

// answers are functions that are never released, so each is made once.
var answers = map[bool]js.Func{
	true:  js.FuncOf(func(js.Value, []js.Value) any { return true }),
	false: js.FuncOf(func(js.Value, []js.Value) any { return false }),
}
