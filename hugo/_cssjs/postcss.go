// This file takes the place of the one of its name in Hugo's package cssjs, in a copy of exactly the version in go.mod (scripts/hugo.mjs).
// PostCSS is a program, and none runs here. Themes let it remove rules that no page needs, and add prefixes for old browsers: a stylesheet
// looks the same without it. What a build on the author's machine has left in resources/_gen is taken first, by Hugo itself.

package cssjs

import (
	"io"

	"github.com/gohugoio/hugo/resources"
	"github.com/gohugoio/hugo/resources/internal"
	"github.com/gohugoio/hugo/resources/resource"
	"github.com/mitchellh/mapstructure"
)

// PostCSSClient passes stylesheets on.
type PostCSSClient struct {
	rs *resources.Spec
}

// NewPostCSSClient returns one.
func NewPostCSSClient(rs *resources.Spec) *PostCSSClient { return &PostCSSClient{rs} }

// Process returns a stylesheet with its imports, if these options ask for them.
func (c *PostCSSClient) Process(sheet resources.ResourceTransformer, options map[string]any) (resource.Resource, error) {
	return sheet.Transform(&withoutPostCSS{c.rs, options})
}

// InlineImports are the options about imports; those of Tailwind have the same.
type InlineImports struct {
	InlineImports             bool
	DisableInlineImports      bool
	SkipInlineImportsNotFound bool
	ImportContext             any
}

type withoutPostCSS struct {
	rs      *resources.Spec
	options map[string]any
}

// Key is that of Hugo, so that its file in resources/_gen is found.
func (t *withoutPostCSS) Key() internal.ResourceTransformationKey {
	return internal.NewResourceTransformationKey("postcss", t.options)
}

// Transform copies the stylesheet.
func (t *withoutPostCSS) Transform(ctx *resources.ResourceTransformationCtx) error {
	var options struct {
		InlineImports `mapstructure:",squash"`
	}
	if err := mapstructure.WeakDecode(t.options, &options); err != nil {
		return err
	}
	t.rs.Logger.Warnln("PostCSS does not run here: stylesheets are shown without it")
	from := ctx.From
	if options.InlineImports.InlineImports {
		imports := newImportResolver(ctx.Ctx, ctx.From, ctx.InPath, options.InlineImports, t.rs.Assets.Fs, t.rs.Logger, ctx.DependencyManager)
		resolved, err := imports.resolve()
		if err != nil {
			return err
		}
		from = resolved
	}
	_, err := io.Copy(ctx.To, from)
	return err
}
