// This file is compiled as a part of Hugo's package hugolib, in a copy of exactly the version in go.mod (scripts/hugo.mjs): the shortcodes
// and the parsed document of a page are private there. Nothing of Hugo is changed.

package hugolib

import (
	"bytes"
	"context"
	"strings"

	"github.com/gohugoio/hugo/common/hugio"
	"github.com/gohugoio/hugo/markup/converter"
	"github.com/gohugoio/hugo/markup/converter/hooks"
	"github.com/gohugoio/hugo/resources/page"
	"github.com/gohugoio/hugo/tpl/tplimpl"
	"github.com/yuin/goldmark/ast"
)

// HookedBlocks returns the HTML of the stretches of a page that begin at these offsets, in bytes of the file; nil for those that
// render hooks leave as they are without, and those with a shortcode that failed: isRefused is asked after each, with its error.
// Hugo parses and renders the whole page.
func HookedBlocks(ctx context.Context, of page.Page, offsets []int, isRefused func(error) bool) ([]*string, error) {
	scope, ctx, err := scopeOf(ctx, of)
	if err != nil {
		return nil, err
	}
	made := make([]*string, len(offsets))
	parsed, err := scope.contentToC(ctx)
	if err != nil {
		return nil, err
	}
	doc, ok := parsed.astDoc.(ast.Node)
	if !ok {
		return made, nil // not Markdown
	}
	pieces := divide(doc, parsed.sourceMap, offsets)
	defer pieces.remove()
	hooked, err := scope.piecesOf(ctx, parsed, scope.pco.renderHooks.getRenderer)
	if err != nil {
		return nil, scope.pco.po.p.wrapError(err)
	}
	plain, err := scope.piecesOf(ctx, parsed, scope.withoutHooks)
	if err != nil {
		return nil, scope.pco.po.p.wrapError(err)
	}
	// Shortcodes of all blocks, in their order: one may count them.
	html, err := scope.expanded(ctx, bytes.Join(hooked, mark), parsed.contentPlaceholders, func(err error) ([]byte, error) {
		if isRefused(err) {
			return refusedMark, nil
		}
		return nil, nil
	})
	if err != nil {
		return nil, err
	}
	whole := bytes.Split(html, mark)
	for i, offset := range pieces.offsets {
		if offset < 0 || bytes.Equal(hooked[i+1], plain[i+1]) || bytes.Contains(whole[i+1], refusedMark) {
			continue
		}
		text := strings.ReplaceAll(string(whole[i+1]), "<p>"+internalSummaryDividerBase+"</p>\n", "")
		made[offset] = &text
	}
	return made, nil
}

// pieces are marks in a parsed page, each before the first block behind an offset.
type pieces struct {
	doc     ast.Node
	marks   []ast.Node
	offsets []int // by mark: the index of the offset, -1 for what Hugo adds at the end
}

// mark cannot come from a page: goldmark writes another character for this one.
var mark = []byte("\x00")

// refusedMark stands for a shortcode that failed.
var refusedMark = []byte("\x01refused\x01")

func divide(doc ast.Node, places []sourceMapEntry, offsets []int) *pieces {
	made := &pieces{doc: doc}
	last := -1
	for block := doc.FirstChild(); block != nil; block = block.NextSibling() {
		next := last
		if block.Kind().String() == "FootnoteList" {
			next = -1
		} else if at := placeOf(block); at >= 0 {
			place := resolveSourceOffset(places, at)
			for next+1 < len(offsets) && offsets[next+1] <= place {
				next++
			}
		}
		if next == last && len(made.marks) > 0 {
			continue
		}
		node := ast.NewString(mark)
		node.SetCode(true) // written as it is
		doc.InsertBefore(doc, block, node)
		made.marks = append(made.marks, node)
		made.offsets = append(made.offsets, next)
		last = next
	}
	return made
}

// placeOf is where a block begins in what was parsed, or the first part of it that knows: an extension may have made the block.
func placeOf(block ast.Node) int {
	if at := block.Pos(); at >= 0 {
		return at
	}
	for part := block.FirstChild(); part != nil; part = part.NextSibling() {
		if at := placeOf(part); at >= 0 {
			return at
		}
	}
	return -1
}

func (p *pieces) remove() {
	for _, node := range p.marks {
		p.doc.RemoveChild(p.doc, node)
	}
}

// piecesOf renders a parsed page, and splits the HTML at the marks.
func (c *cachedContentScope) piecesOf(ctx context.Context, parsed contentTableOfContents, get hooks.GetRendererFunc) ([][]byte, error) {
	conv, err := c.pco.getContentConverter()
	if err != nil {
		return nil, err
	}
	html, err := conv.(converter.ParseRenderer).Render(converter.RenderContext{
		Ctx: ctx, Src: parsed.contentToRender, SourceInfo: parsed.sourceInfo, RenderTOC: true, GetRenderer: get,
	}, parsed.astDoc)
	if err != nil {
		return nil, err
	}
	return bytes.Split(html.Bytes(), mark), nil
}

// withoutHooks are the renderers of a page whose site has no hooks.
func (c *cachedContentScope) withoutHooks(kind hooks.RendererType, id any) any {
	switch kind {
	case hooks.CodeBlockRendererType:
		return c.pco.po.p.s.ContentSpec.Converters.GetHighlighter()
	case hooks.TableRendererType: // Hugo's own is a hook, too
		if found, ok := c.pco.renderHooks.getRenderer(kind, id).(hookRendererTemplate); ok && found.templ.SubCategory() == tplimpl.SubCategoryEmbedded {
			return found
		}
		return noTable{}
	}
	return nil
}

// noTable writes nothing, which differs from any table.
type noTable struct{}

func (noTable) RenderTable(context.Context, hugio.FlexiWriter, hooks.TableContext) error { return nil }
