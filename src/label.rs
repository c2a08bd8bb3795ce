//! `Label`: the name of a link or footnote definition.

use unicase::UniCase;

/// A link or footnote label, compared as the parser compares them: by Unicode case folding.
pub type Label = UniCase<String>;
