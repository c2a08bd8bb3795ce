// This file is compiled as a part of Hugo's package hugolib, in a copy of exactly the version in go.mod (scripts/hugo.mjs): the shortcodes
// and the parsed document of a page are private there. Nothing of Hugo is changed.

package hugolib

import (
	"bytes"
	"context"
	"errors"
	"regexp"
	"strings"

	"github.com/gohugoio/hugo/common/herrors"
	"github.com/gohugoio/hugo/markup/goldmark/hugocontext"
	"github.com/gohugoio/hugo/parser/pageparser"
	"github.com/gohugoio/hugo/resources/page"
	"github.com/gohugoio/hugo/tpl"
	"github.com/gohugoio/hugo/tpl/tplimpl"
)

// RefusedFrontMatter returns why the front matter of a post cannot be read, with its place in the file.
func (h *HugoSites) RefusedFrontMatter(source []byte, filename string) error {
	items, err := pageparser.ParseBytes(source, pageparser.Config{})
	if err != nil {
		return nil // the build reports it
	}
	iter := pageparser.NewIterator(items)
	for it := iter.Next(); !it.IsDone(); it = iter.Next() {
		if !it.IsFrontMatter() {
			continue
		}
		err := (&contentParseInfo{h: h}).parseFrontMatter(it, iter, source)
		if place := herrors.UnwrapFileError(err); place != nil {
			place.SetFilename(filename)
		}
		return err
	}
	return nil
}

// Refused is a stretch of a post where Hugo cannot read a shortcode: because of one of these, it builds no page at all.
type Refused struct {
	From, To int // bytes
	Err      error
}

// mostRefused bounds how often a text with mistakes is read.
const mostRefused = 50

// RefusedShortcodes returns these stretches in a post, and the text in which letters take their place: that one can be built.
func (h *HugoSites) RefusedShortcodes(source []byte) (refused []Refused, readable []byte) {
	readable = bytes.Clone(source)
	names := map[string]bool{}
	for range mostRefused {
		one := h.firstRefused(readable)
		if one == nil {
			break
		}
		// The closing tag of one that is refused is no mistake of its own.
		if tag := tagName.FindSubmatch(readable[one.From:]); tag == nil || len(tag[1]) == 0 || !names[string(tag[2])] {
			refused = append(refused, *one)
			if tag != nil {
				names[string(tag[2])] = true
			}
		}
		for at := one.From; at < one.To; at++ {
			if readable[at] != '\n' && readable[at] != '\r' {
				readable[at] = 'x'
			}
		}
	}
	return refused, readable
}

// tagName finds whether a tag closes, and its name.
var tagName = regexp.MustCompile(`^\{\{[<%]\s*(/?)\s*([^\s/<>%]+)`)

func (h *HugoSites) firstRefused(source []byte) *Refused {
	items, err := pageparser.ParseBytes(source, pageparser.Config{})
	if err != nil {
		return nil // the build reports it
	}
	info := newShortcodeHandler("", h.Deps)
	iter := pageparser.NewIterator(items)
	for {
		switch it := iter.Next(); {
		case it.IsError():
			return tagBefore(items, source, it.Pos(), it.Err)
		case it.IsEOF():
			return nil
		case it.IsLeftShortcodeDelim():
			iter.Backup()
			if _, err := info.extractShortcode(0, 0, source, iter); err != nil {
				at := iter.Current()
				if at.IsDone() {
					at = it // never closed
				}
				return tagBefore(items, source, at.Pos(), errors.New(strings.TrimPrefix(err.Error(), "failed to extract shortcode: ")))
			}
		}
	}
}

// tagBefore returns the tag of a shortcode that a place is in; of one that never ends, the delimiter. None: the error is elsewhere.
func tagBefore(items pageparser.Items, source []byte, place int, err error) (found *Refused) {
	for _, item := range items {
		switch {
		case item.IsLeftShortcodeDelim() && item.Pos() <= place:
			found = &Refused{From: item.Pos(), To: item.Pos() + len(item.Val(source)), Err: err}
		case item.IsRightShortcodeDelim() && item.Pos() >= place && found != nil:
			found.To = item.Pos() + len(item.Val(source))
			return found
		case item.IsLeftShortcodeDelim() || item.IsError():
			return found
		}
	}
	return found
}

// PageShortcodes are the shortcodes of a page that stand in no other one.
type PageShortcodes struct {
	scope   *cachedContentScope
	ctx     context.Context
	list    []*shortcode
	renders map[string]shortcodeRenderer
	source  []byte
}

// ShortcodesOf returns those of a page.
func ShortcodesOf(ctx context.Context, of page.Page) (*PageShortcodes, error) {
	scope, ctx, err := scopeOf(ctx, of)
	if err != nil {
		return nil, err
	}
	info := scope.pi.shortcodeParseInfo
	renders, err := info.prepareShortcodesForPage(scope.pco.po, false)
	if err != nil {
		return nil, err
	}
	return &PageShortcodes{scope: scope, ctx: ctx, list: info.shortcodes, renders: renders, source: scope.mustSource()}, nil
}

// InOrder returns their indexes in the order in which Hugo renders them: at first those whose output is Markdown.
func (s *PageShortcodes) InOrder() (order []int) {
	for _, isMarkup := range []bool{true, false} {
		for i, one := range s.list {
			if one.doMarkup == isMarkup {
				order = append(order, i)
			}
		}
	}
	return order
}

// Range returns where one stands in the file, in bytes.
func (s *PageShortcodes) Range(i int) (from, to int) {
	const delimiter = 3
	one := s.list[i]
	return one.pos, min(one.pos+one.length+delimiter, len(s.source))
}

// IsEmbedded reports whether one is Hugo's own, not the site's.
func (s *PageShortcodes) IsEmbedded(i int) bool {
	templ := s.list[i].templ
	return templ != nil && templ.SubCategory() == tplimpl.SubCategoryEmbedded
}

// Render gives the output of one: HTML, or Markdown where the delimiters are {{% %}}, without the indentation of the shortcode.
func (s *PageShortcodes) Render(i int) (string, error) {
	one := s.list[i]
	output, _, err := s.renders[one.placeholder].renderShortcode(s.ctx)
	if err != nil {
		return "", err
	}
	if one.doMarkup && one.indentation != "" {
		output = bytes.ReplaceAll(output, []byte("\n"+one.indentation), []byte("\n"))
	}
	output, err = s.scope.expanded(s.ctx, hugocontext.Strip(output), s.renders, func(err error) ([]byte, error) { return nil, err })
	return string(output), err
}

// expanded puts the outputs of shortcodes and the table of contents in their places; failed takes the errors of shortcodes, and gives
// what stands for them.
func (c *cachedContentScope) expanded(ctx context.Context, html []byte, renders map[string]shortcodeRenderer, failed func(error) ([]byte, error)) ([]byte, error) {
	return expandShortcodeTokens(ctx, bytes.Clone(html), func(ctx context.Context, token string) ([]byte, error) {
		if token == tocShortcodePlaceholder {
			parsed, err := c.contentToC(ctx)
			return []byte(parsed.tableOfContentsHTML), err
		}
		one, found := renders[token]
		if !found {
			return nil, nil // of another page, which this one includes
		}
		output, _, err := one.renderShortcode(ctx)
		if instead, err := failed(err); instead != nil || err != nil {
			return instead, err
		}
		return bytes.ReplaceAll(output, mark, []byte("\ufffd")), nil
	})
}

// scopeOf returns the content of a page in the format that is rendered now.
func scopeOf(ctx context.Context, of page.Page) (*cachedContentScope, context.Context, error) {
	p, ok := of.(*pageState)
	if !ok {
		return nil, nil, errors.New("Hugo makes no page of this file")
	}
	if err := p.pageOutput.pco.initRenderHooks(); err != nil {
		return nil, nil, err
	}
	scope := p.pageOutput.pco.c().(*cachedContentScope)
	return scope, tpl.Context.DependencyScope.Set(scope.prepareContext(ctx), pageDependencyScopeGlobal), nil
}
