//! `Kind`: what a top-level block is.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag};

use crate::hugo::attributes;

/// The kind of a top-level block.
///
/// ```
/// use draftpane::{BlockKind, Draft, Options};
///
/// let (draft, _) = Draft::new("Title\n===\n", Options::default());
/// let kind = draft.block_at(0).map(|place| place.kind);
/// assert_eq!(kind, Some(BlockKind::SetextHeading));
/// assert_eq!(BlockKind::SetextHeading.name(), "heading");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Kind {
    /// No block at all: blank lines and definitions only.
    #[default]
    Blank,
    Paragraph,
    AtxHeading,
    SetextHeading,
    /// Attributes on a line of their own.
    Attributes,
    ThematicBreak,
    BlockQuote,
    List,
    DefinitionList,
    FencedCode,
    IndentedCode,
    Html,
    Table,
    FootnoteDefinition,
}

impl Kind {
    /// The name in the API.
    pub fn name(self) -> &'static str {
        match self {
            Self::Blank => "blank",
            Self::Paragraph => "paragraph",
            Self::AtxHeading | Self::SetextHeading => "heading",
            Self::Attributes => "attributes",
            Self::ThematicBreak => "thematicBreak",
            Self::BlockQuote => "blockquote",
            Self::List => "list",
            Self::DefinitionList => "definitionList",
            Self::FencedCode | Self::IndentedCode => "code",
            Self::Html => "html",
            Self::Table => "table",
            Self::FootnoteDefinition => "footnoteDefinition",
        }
    }

    pub(crate) fn of(event: &Event, text: &str, parsed: &str, range: &Range<usize>) -> Self {
        match event {
            Event::Start(tag) => match tag {
                Tag::Heading { .. } => {
                    if attributes::is_line(&text[range.start..], &parsed[range.start..]) {
                        Self::Attributes
                    } else if text[range.start..].trim_start_matches(' ').starts_with('#') {
                        Self::AtxHeading
                    } else {
                        Self::SetextHeading
                    }
                }
                Tag::BlockQuote(_) => Self::BlockQuote,
                Tag::CodeBlock(CodeBlockKind::Fenced(_)) => Self::FencedCode,
                Tag::CodeBlock(CodeBlockKind::Indented) => Self::IndentedCode,
                Tag::HtmlBlock => Self::Html,
                Tag::List(_) => Self::List,
                Tag::FootnoteDefinition(_) => Self::FootnoteDefinition,
                Tag::DefinitionList => Self::DefinitionList,
                Tag::Table(_) => Self::Table,
                _ => Self::Paragraph,
            },
            Event::Rule => Self::ThematicBreak,
            _ => Self::Paragraph,
        }
    }

    /// Whether a block of this kind may be read differently right after a list or a link reference definition.
    pub(crate) fn may_join(self) -> bool {
        matches!(
            self,
            Self::Paragraph | Self::Table | Self::DefinitionList | Self::SetextHeading
        )
    }

    /// Whether nothing after a block of this kind can change it, once a line after it has begun.
    pub(crate) fn closes_itself(self) -> bool {
        matches!(
            self,
            Self::AtxHeading
                | Self::SetextHeading
                | Self::Attributes
                | Self::ThematicBreak
                | Self::FencedCode
        )
    }
}
