package main

import (
	"bytes"
	"context"
	"fmt"
	"time"

	"github.com/gohugoio/hugo/hugolib"
	"github.com/gohugoio/hugo/identity"
	"github.com/gohugoio/hugo/resources/page"
	"github.com/gohugoio/hugo/tpl"
)

// Parts are what only the site knows of a post: the outputs of its shortcodes, or the HTML of its blocks.
type Parts struct {
	Shortcodes   []Shortcode
	Blocks       []*string
	HasHooks     bool
	Problems     []Problem
	Milliseconds float64
}

// Shortcode is one that stands in no other.
type Shortcode struct {
	Source     string
	Output     string
	HasFailed  bool
	IsEmbedded bool // Hugo's own
}

// Shortcodes renders those of a post with this text, each by itself: one that fails spoils no other.
func (s *Site) Shortcodes(name, text string) (made Parts) {
	defer s.timed(&made.Problems, &made.Milliseconds)()
	post, refused, ok := s.part(clean(name), text, &made)
	if !ok {
		return made
	}
	list, err := hugolib.ShortcodesOf(s.contextOf(post), post)
	if err != nil {
		made.Problems = append(made.Problems, problemsIn(err, clean(name))...)
		return made
	}
	order := list.InOrder()
	made.Shortcodes = make([]Shortcode, len(order))
	for _, i := range order {
		from, to := list.Range(i)
		one := Shortcode{Source: text[from:to], IsEmbedded: list.IsEmbedded(i), HasFailed: overlaps(refused, from, to)}
		if !one.HasFailed {
			one.Output, one.HasFailed = s.render(list, i, clean(name), &made)
		}
		made.Shortcodes[i] = one
	}
	return made
}

// render gives the output of a shortcode, and whether it failed: errorf only logs, and fails the build of a site.
func (s *Site) render(list *hugolib.PageShortcodes, i int, name string, made *Parts) (output string, hasFailed bool) {
	var problems []Problem
	func() {
		defer recoverTo(&problems)
		var err error
		output, err = list.Render(i)
		problems = problemsIn(err, name)
	}()
	problems = append(problems, s.log.drain()...)
	made.Problems = append(made.Problems, problems...)
	if hasError(problems) {
		return "", true
	}
	return output, false
}

// Blocks gives the HTML of the stretches of a post that begin at offsets, in UTF-16 code units: of those that render hooks change.
func (s *Site) Blocks(name, text string, offsets []int) (made Parts) {
	defer s.timed(&made.Problems, &made.Milliseconds)()
	made.Blocks = make([]*string, len(offsets))
	post, refused, ok := s.part(clean(name), text, &made)
	if !ok {
		return made
	}
	starts := inBytes(text, offsets)
	blocks, err := hugolib.HookedBlocks(s.contextOf(post), post, starts, func(err error) bool {
		problems := append(problemsIn(err, clean(name)), s.log.drain()...)
		made.Problems = append(made.Problems, problems...)
		return hasError(problems)
	})
	made.Problems = append(made.Problems, append(problemsIn(err, clean(name)), s.log.drain()...)...)
	for i, block := range blocks {
		end := len(text)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		if !overlaps(refused, starts[i], end) {
			made.Blocks[i] = block
		}
	}
	return made
}

// part takes a text into the build, without what Hugo refuses to read, and has its page ready.
func (s *Site) part(name, text string, made *Parts) (post page.Page, refused []hugolib.Refused, ok bool) {
	readable := []byte(text)
	if s.hugo != nil {
		if err := s.hugo.RefusedFrontMatter([]byte(text), absolute(name)); err != nil {
			made.Problems = problemsIn(err, name)
			return nil, nil, false
		}
		refused, readable = s.hugo.RefusedShortcodes([]byte(text))
		for _, one := range refused {
			made.Problems = append(made.Problems, refusal(one, name, text))
		}
	}
	s.write(name, readable)
	made.HasHooks = s.files.hasHooks
	// Templates may have left something with a page that was rendered, such as a count.
	if len(s.files.pending.events) > 0 || s.hugo == nil || s.failed != "" || s.rendered[name] {
		s.last = nil
		problems := s.follow(name)
		made.Problems = append(made.Problems, problems...)
		if hasError(about(name, problems)) || s.hugo == nil {
			s.failed = name
			return nil, nil, false
		}
	}
	s.rendered[name] = true
	post = s.find(name)
	if post == nil {
		made.Problems = append(made.Problems, Problem{Severity: "error", File: name, Message: "Hugo makes no page of this file."})
		return nil, nil, false
	}
	before := *s.only
	if s.only.show(post); before != *s.only {
		problems := s.build(hugolib.BuildCfg{PartialReRender: true, SkipRender: true}, name)
		made.Problems = append(made.Problems, problems...)
		if hasError(problems) {
			return nil, nil, false
		}
	}
	return post, refused, true
}

func (s *Site) contextOf(post page.Page) context.Context {
	ctx := s.hugo.GetTemplateStore().PrepareTopLevelRenderCtx(context.Background(), post)
	if dependencies, ok := post.(identity.DependencyManagerScopedProvider); ok {
		ctx = tpl.Context.DependencyManagerScopedProvider.Set(ctx, dependencies)
	}
	return ctx
}

// timed measures until the function that it returns is called. A panic is a problem, after which nothing of the build is relied on.
func (s *Site) timed(problems *[]Problem, milliseconds *float64) func() {
	start := time.Now()
	return func() {
		if reason := recover(); reason != nil {
			*problems = append(*problems, Problem{Severity: "error", Message: fmt.Sprintf("Hugo failed: %v", reason)})
			s.close()
		}
		*milliseconds = float64(time.Since(start).Microseconds()) / 1000
	}
}

func refusal(refused hugolib.Refused, name, text string) Problem {
	before := []byte(text[:refused.From])
	return Problem{
		Severity: "error", Message: refused.Err.Error(), File: name,
		Line: bytes.Count(before, []byte("\n")) + 1, Column: refused.From - bytes.LastIndexByte(before, '\n'),
	}
}

func overlaps(refused []hugolib.Refused, from, to int) bool {
	for _, one := range refused {
		if one.From < to && one.To > from {
			return true
		}
	}
	return false
}

// inBytes takes rising offsets in UTF-16 code units to those in bytes.
func inBytes(text string, offsets []int) []int {
	bytes := make([]int, len(offsets))
	next, units := 0, 0
	for at, char := range text {
		for next < len(offsets) && offsets[next] <= units {
			bytes[next] = at
			next++
		}
		units++
		if char > 0xffff {
			units++
		}
	}
	for ; next < len(offsets); next++ {
		bytes[next] = len(text)
	}
	return bytes
}
