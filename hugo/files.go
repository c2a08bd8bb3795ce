package main

import (
	"bytes"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/fsnotify/fsnotify"
	"github.com/gohugoio/hugo/hugofs"
	hugofiles "github.com/gohugoio/hugo/hugofs/files"
	"github.com/gohugoio/hugo/hugolib"
	"github.com/spf13/afero"
)

// files are the site's, in memory, with what changed since the last build.
type files struct {
	afero.Fs
	pending changes
	// hasHooks is whether any file looks like a render hook.
	hasHooks bool
}

var renderHook = regexp.MustCompile(`(^|/)render-(blockquote|codeblock|heading|image|link|passthrough|table)[^/]*$`)

// changes are what a watcher of a disk would have reported.
type changes struct{ events []fsnotify.Event }

func newFiles() *files { return &files{Fs: afero.NewMemMapFs()} }

// write replaces a file, or removes it where content is nil. A file that stays as it was is no change.
func (f *files) write(name string, content []byte) {
	at := absolute(name)
	f.hasHooks = f.hasHooks || renderHook.MatchString(name)
	before, err := afero.ReadFile(f, at)
	exists := err == nil
	op := fsnotify.Write
	switch {
	case content == nil && !exists, exists && content != nil && bytes.Equal(before, content):
		return
	case content == nil:
		op = fsnotify.Remove
		_ = f.Remove(at) // in memory: it was there a line ago
	default:
		if !exists {
			op = fsnotify.Create
		}
		_ = f.MkdirAll(path.Dir(at), 0o777)
		_ = afero.WriteFile(f, at, content, 0o666)
	}
	f.pending.add(fsnotify.Event{Name: at, Op: op})
}

// makeFolders makes those that Hugo mounts only where they are: a first file in one of them would go unnoticed.
func (f *files) makeFolders() {
	for _, name := range []string{"archetypes", "assets", "content", "data", "i18n", "layouts", "static"} {
		_ = f.MkdirAll(absolute(name), 0o777)
	}
}

// drain returns the changes, and forgets them.
func (f *files) drain() changes {
	drained := f.pending
	f.pending = changes{}
	return drained
}

// add keeps one event for each file: a new file that is written again is still new.
func (c *changes) add(event fsnotify.Event) {
	for i, earlier := range c.events {
		if earlier.Name != event.Name {
			continue
		}
		if earlier.Op == fsnotify.Create && event.Op == fsnotify.Write {
			event.Op = fsnotify.Create
		}
		c.events[i] = event
		return
	}
	c.events = append(c.events, event)
}

// beside reports whether more than this file changed.
func (c changes) beside(name string) bool {
	return slices.ContainsFunc(c.events, func(event fsnotify.Event) bool { return event.Name != absolute(name) })
}

// besidePosts reports whether a file changed that is no post, as it may be what a post was put aside for.
func (c changes) besidePosts() bool {
	return slices.ContainsFunc(c.events, func(event fsnotify.Event) bool { return !strings.HasPrefix(event.Name, absolute("content")+"/") })
}

// needReload reports whether Hugo cannot follow a change: one of the configuration, one in a place where Hugo did not look when it
// read that, and a template that is gone.
func (c changes) needReload(hugo *hugolib.HugoSites) bool {
	return slices.ContainsFunc(c.events, func(event fsnotify.Event) bool {
		places := hugo.BaseFs.ResolvePaths(event.Name)
		isGone := event.Op == fsnotify.Remove && slices.ContainsFunc(places, func(place hugofs.ComponentPath) bool {
			return place.Component != hugofiles.ComponentFolderContent
		})
		return isGone || len(places) == 0 || isConfiguration(hugo, event.Name)
	})
}

func isConfiguration(hugo *hugolib.HugoSites, name string) bool {
	relative := strings.TrimPrefix(name, root+"/")
	if strings.HasPrefix(relative, "config/") {
		return true
	}
	stem, _, _ := strings.Cut(relative, ".")
	return stem == "hugo" || stem == "config" || slices.Contains(hugo.Configs.LoadingInfo.ConfigFiles, name)
}
