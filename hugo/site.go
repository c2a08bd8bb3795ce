package main

import (
	"bytes"
	"fmt"
	"path"
	"runtime"
	"strings"

	"github.com/bep/logg"
	"github.com/fsnotify/fsnotify"
	"github.com/gohugoio/hugo/common/hmaps"
	"github.com/gohugoio/hugo/common/loggers"
	"github.com/gohugoio/hugo/config"
	"github.com/gohugoio/hugo/config/allconfig"
	"github.com/gohugoio/hugo/config/security"
	"github.com/gohugoio/hugo/deps"
	"github.com/gohugoio/hugo/hugofs"
	"github.com/gohugoio/hugo/hugolib"
	"github.com/gohugoio/hugo/resources/page"
	"github.com/spf13/afero"
)

// root is where the site lies in the file system in memory.
const root = "/site"

// Site is the one site that is open, and Hugo's build of it, which follows each change.
type Site struct {
	environment string
	files       *files
	hugo        *hugolib.HugoSites
	log         *log
	only        *only
	// failed is the post whose build failed: the next build must not rely on what that one left.
	failed string
	// aside are posts that Hugo cannot read, by their paths: without them it builds the rest.
	aside map[string][]byte
	// last is the answer for the post that was rendered last, valid until a file changes.
	last map[string]Rendered
	// rendered are the posts that Hugo renders again only when it sees a change.
	rendered map[string]bool
}

// Rendered is a post as its site publishes it.
type Rendered struct {
	Page, Content string
	// Target is where the page is published: relative addresses in it start there.
	Target       string
	Problems     []Problem
	Milliseconds float64
}

// Open replaces the site. No page is rendered yet, so 2,000 posts cost what their front matter does.
func (s *Site) Open(files map[string][]byte, environment string) []Problem {
	s.files = newFiles()
	s.aside = nil
	s.environment = environment
	s.Write(files)
	return s.load()
}

// Write changes files; the next render sees them.
func (s *Site) Write(changes map[string][]byte) {
	for name, content := range changes {
		// The text that Hugo could not read would have it read everything again.
		if before, isAside := s.aside[name]; !isAside || content == nil || !bytes.Equal(before, content) {
			s.write(name, content)
		}
	}
}

// Read returns a file that Hugo published while it rendered pages, like a stylesheet.
func (s *Site) Read(name string) ([]byte, error) {
	if s.hugo == nil {
		return nil, afero.ErrFileNotFound
	}
	return afero.ReadFile(s.hugo.Fs.PublishDir, path.Join("/", name))
}

// Render gives a post with this text. Without a change since the last time, the last answer is given again.
func (s *Site) Render(name, text string) (made Rendered) {
	defer s.timed(&made.Problems, &made.Milliseconds)()
	name = clean(name)
	if made.Problems = s.refused(name, text); len(made.Problems) > 0 {
		return made
	}
	s.write(name, []byte(text))
	if last, known := s.last[name]; known && len(s.files.pending.events) == 0 {
		return last
	}
	made.Problems = s.follow(name)
	if hasError(about(name, made.Problems)) || s.hugo == nil {
		s.failed = name
	} else if post := s.find(name); post == nil {
		made.Problems = append(made.Problems, Problem{Severity: "error", File: name, Message: "Hugo makes no page of this file."})
	} else {
		s.publish(name, post, &made)
	}
	s.last = map[string]Rendered{name: made}
	return made
}

// refused returns why Hugo cannot read a post, which it then need not try: a build that fails half way has to be made from the start.
func (s *Site) refused(name, text string) (problems []Problem) {
	if s.hugo == nil {
		return nil
	}
	if err := s.hugo.RefusedFrontMatter([]byte(text), absolute(name)); err != nil {
		return problemsIn(err, name)
	}
	if len(s.files.pending.events) > 0 {
		return nil // there may be other shortcodes by now
	}
	shortcodes, _ := s.hugo.RefusedShortcodes([]byte(text))
	for _, one := range shortcodes {
		problems = append(problems, refusal(one, name, text))
	}
	return problems
}

// write changes one file, which is no longer put aside.
func (s *Site) write(name string, content []byte) {
	if s.files == nil {
		s.files = newFiles()
	}
	delete(s.aside, name)
	s.files.write(name, content)
}

// follow takes what was written since the last build into it.
func (s *Site) follow(name string) (problems []Problem) {
	changes := s.files.drain()
	unsure := s.failed != "" && (s.failed != name || changes.beside(name)) || len(s.aside) > 0 && changes.besidePosts()
	if s.hugo == nil || unsure || changes.needReload(s.hugo) {
		return s.load()
	}
	if s.rendered[name] || s.failed == name {
		changes.add(fsnotify.Event{Name: absolute(name), Op: fsnotify.Write})
	}
	s.failed = ""
	if len(changes.events) == 0 {
		return nil
	}
	problems = s.build(hugolib.BuildCfg{SkipRender: true}, name, changes.events...)
	if !hasError(problems) {
		return problems
	}
	if !hasError(about(name, problems)) {
		return s.load() // another post stopped the build half way
	}
	s.close() // this one did: the next build starts anew
	return problems
}

// load reads everything anew. Posts that Hugo cannot read are put aside, as each of them would fail the build of all.
func (s *Site) load() (problems []Problem) {
	for name, content := range s.aside {
		s.files.write(name, content)
	}
	s.aside = map[string][]byte{}
	for range mostAside {
		found := s.loadOnce()
		bad := s.postsIn(found)
		problems = append(problems, found...)
		if s.hugo != nil || len(bad) == 0 {
			break
		}
		for _, name := range bad {
			s.aside[name], _ = afero.ReadFile(s.files, absolute(name))
			s.files.write(name, nil)
		}
	}
	return problems
}

// mostAside bounds how often a site with broken posts is read.
const mostAside = 20

// postsIn returns the files of content that errors name.
func (s *Site) postsIn(problems []Problem) (names []string) {
	for _, problem := range problems {
		if exists, _ := afero.Exists(s.files, absolute(problem.File)); exists && problem.Severity == "error" && strings.HasPrefix(problem.File, "content/") {
			names = append(names, problem.File)
		}
	}
	return names
}

// loadOnce reads the configuration and everything else.
func (s *Site) loadOnce() (problems []Problem) {
	defer recoverTo(&problems)
	s.close()
	s.files.drain()
	s.files.makeFolders()
	s.log = &log{}
	flags := config.New()
	for key, value := range map[string]any{
		"workingDir":    root,
		"publishDir":    "public",
		"cacheDir":      "/cache",
		"environment":   s.environment,
		"buildDrafts":   true,
		"buildFuture":   true,
		"buildExpired":  true,
		"enableGitInfo": false, // git needs programs
		"internal":      hmaps.Params{"watch": true},
	} {
		flags.Set(key, value)
	}
	configs, err := allconfig.LoadConfig(allconfig.ConfigSourceDescriptor{
		Flags:        flags,
		Fs:           s.files.Fs,
		ConfigDir:    "config",
		Environment:  s.environment,
		Environ:      []string{"HUGO_ENVIRONMENT=" + s.environment},
		SkipNpmCheck: true,
		Logger: loggers.New(loggers.Options{
			StdOut: s.log, StdErr: s.log, Level: logg.LevelWarn, DistinctLevel: logg.LevelWarn,
		}),
	})
	if err != nil {
		return append(s.log.drain(), problemsIn(err, "")...)
	}
	s.only = &only{}
	wasBuilt, _ := afero.DirExists(s.files, absolute("resources/_gen/assets"))
	for _, settings := range append([]*allconfig.Config{configs.Base}, values(configs.LanguageConfigMap)...) {
		settings.Security.HTTP.URLs = security.MustNewWhitelist("none")
		settings.Build.BuildStats.Enable = false // these two are written to a disk
		settings.Build.NoJSConfigInAssets = true
		if wasBuilt {
			settings.Build.UseResourceCacheWhen = "always" // those of Hugo's own Sass and PostCSS, rather than ours
		}
		settings.Segments.Config.SegmentFilter = s.only
	}
	sites, err := hugolib.NewHugoSites(deps.DepsCfg{
		Configs:  configs,
		Fs:       hugofs.NewFromSourceAndDestination(s.files.Fs, afero.NewMemMapFs(), flags),
		LogLevel: logg.LevelWarn,
		StdOut:   s.log,
		StdErr:   s.log,
	})
	if err != nil {
		return append(s.log.drain(), problemsIn(err, "")...)
	}
	s.hugo = sites
	problems = s.build(hugolib.BuildCfg{SkipRender: true}, "")
	if hasError(problems) {
		s.close()
	}
	return problems
}

func (s *Site) close() {
	if s.hugo != nil {
		s.hugo.Close()
	}
	s.hugo = nil
	s.failed = ""
	s.last = nil
	s.rendered = map[string]bool{}
	runtime.GC() // else two sites lie in memory for a while, and wasm never gives memory back
}

// build runs Hugo, and returns what it reports, from the view of a post.
func (s *Site) build(how hugolib.BuildCfg, name string, events ...fsnotify.Event) (problems []Problem) {
	defer recoverTo(&problems)
	s.hugo.Log.Reset()
	loggers.Log().Reset()
	how.NoBuildLock = true
	err := s.hugo.Build(how, events...)
	return append(s.log.drain(), problemsIn(err, name)...)
}

// publish renders one page.
func (s *Site) publish(name string, post page.Page, made *Rendered) {
	page.Clear()
	s.only.show(post)
	problems := s.build(hugolib.BuildCfg{PartialReRender: true}, name)
	s.rendered[name] = true
	made.Target = strings.TrimPrefix(target(post), "/")
	if html, err := s.Read(made.Target); err == nil && !hasError(problems) {
		made.Page = string(html)
	}
	content, err := s.contentOf(post)
	if err == nil {
		made.Content = content
	} else if !hasError(problems) {
		problems = append(problems, problemsIn(err, name)...)
	}
	problems = append(problems, s.log.drain()...)
	if hasError(problems) {
		s.failed = name
	}
	made.Problems = append(made.Problems, problems...)
}

// contentOf returns .Content of a page: what its layout used, or else made now.
func (s *Site) contentOf(post page.Page) (html string, err error) {
	defer func() {
		if reason := recover(); reason != nil {
			err = fmt.Errorf("%v", reason)
		}
	}()
	content, err := post.Content(s.contextOf(post))
	return fmt.Sprint(content), err
}

// find returns the page that a file of the site makes.
func (s *Site) find(name string) page.Page {
	if s.hugo == nil {
		return nil
	}
	return s.hugo.GetContentPage(absolute(name))
}

func absolute(name string) string { return path.Join(root, name) }

func clean(name string) string { return strings.TrimPrefix(path.Join("/", name), "/") }

func values[K comparable, V any](of map[K]V) (list []V) {
	for _, value := range of {
		list = append(list, value)
	}
	return list
}
