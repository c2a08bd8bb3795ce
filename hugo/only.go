package main

import (
	"net/url"
	"path"
	"strings"

	"github.com/gohugoio/hugo/hugolib/segments"
	"github.com/gohugoio/hugo/hugolib/sitesmatrix"
	"github.com/gohugoio/hugo/output"
	"github.com/gohugoio/hugo/resources/page"
)

// only is the filter by which Hugo renders a part of a site: here one page, in one language, as HTML.
// All others are there for its templates, unrendered, until one of them asks for their content.
type only struct {
	path   string
	format string
	site   sitesmatrix.Vector
}

var _ segments.SegmentFilter = (*only)(nil)

func (o *only) show(post page.Page) {
	*o = only{path: post.Path()}
	if format := htmlOf(post); format != nil {
		o.format = format.Name()
	} else {
		o.format = output.HTMLFormat.Name // its content is asked for all the same
	}
	if at, ok := post.(interface{ SiteVector() sitesmatrix.Vector }); ok {
		o.site = at.SiteVector()
	}
}

// ShouldExcludeCoarse is asked about a site or a format of output.
func (o *only) ShouldExcludeCoarse(q segments.SegmentQuery) bool {
	return q.Site != o.site || q.Output != "" && q.Output != o.format
}

// ShouldExcludeFine is asked about a page.
func (o *only) ShouldExcludeFine(q segments.SegmentQuery) bool {
	return q.Path != o.path || q.Site != o.site || q.Output != o.format
}

// htmlOf returns the format of the page that browsers show, if it has one.
func htmlOf(post page.Page) *page.OutputFormat {
	for _, format := range post.OutputFormats() {
		if format.Format.IsHTML {
			return &format
		}
	}
	return nil
}

// target is where Hugo publishes the page.
func target(post page.Page) string {
	format := htmlOf(post)
	if format == nil {
		return ""
	}
	name, err := url.PathUnescape(format.RelPermalink())
	if err != nil {
		return ""
	}
	if base, err := url.Parse(post.Site().BaseURL()); err == nil {
		name = strings.TrimPrefix(name, strings.TrimSuffix(base.Path, "/"))
	}
	if strings.HasSuffix(name, "/") {
		name = path.Join(name, format.Format.BaseName+format.Format.MediaType.FirstSuffix.FullSuffix)
	}
	return name
}
