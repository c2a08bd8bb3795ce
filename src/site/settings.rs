//! `Settings`: walks a configuration and takes over its settings.

use std::rc::Rc;

use super::Site;
use super::outcome::{Outcome, bool, delimiters, inverted, is_unset, level, whole_number};
use crate::case::lower;
use crate::cmark;
use crate::diagnostic::{Diagnostic, Severity};
use crate::hugo::cjk::LineBreaks;
use crate::hugo::passthrough::Passthrough;
use crate::hugo::slug::IdType;
use crate::hugo::typographer::Signs;
use crate::value::Value;

/// Values that nest deeper are ignored.
const MAX_NESTING: usize = 16;

/// The settings read so far, some of which count only together.
pub(super) struct Settings {
    site: Site,
    passthrough: Passthrough,
    passthrough_enabled: bool,
    signs: Signs,
    cjk: Cjk,
    levels: (u8, u8),
    legacy_code_fences: bool,
    not_honoured: Vec<String>,
}

/// The settings of the extension `cjk`, which have an effect only where the extension is on.
#[derive(Default)]
struct Cjk {
    on: bool,
    line_breaks: bool,
    css3: bool,
    escaped_space: bool,
}

impl Settings {
    /// The settings of `site`, before its configuration is read.
    pub(super) fn new(site: Site) -> Self {
        Self {
            site,
            passthrough: Passthrough::default(),
            passthrough_enabled: false,
            signs: Signs::default(),
            cjk: Cjk::default(),
            levels: (2, 3),
            legacy_code_fences: true,
            not_honoured: Vec::new(),
        }
    }

    /// Reads the entries of a mapping. `path` is the place of the mapping with its keys in lower case, `shown` the same
    /// place as the author wrote it.
    pub(super) fn map(
        &mut self,
        path: &str,
        shown: &str,
        entries: &[(String, Value)],
        depth: usize,
    ) {
        for (key, value) in entries {
            let join = |before: &str, key: &str| match before {
                "" => key.to_owned(),
                _ => format!("{before}.{key}"),
            };
            let (path, shown) = (join(path, &lower(key)), join(shown, key));
            match (self.set(&path, value), value) {
                (Outcome::Honoured, _) => {}
                (Outcome::Within, Value::Map(entries)) if depth < MAX_NESTING => {
                    self.map(&path, &shown, entries, depth + 1);
                }
                (Outcome::Wrong(expected), _) => {
                    let message = format!(
                        "The site's configuration has a value for `{shown}` that is not {expected}: Hugo's default applies."
                    );
                    self.report(Severity::Warning, "site-value", message);
                }
                _ if is_unset(value) => {}
                _ if path.starts_with("markup")
                    || path.starts_with("pygments")
                    || path == "frontmatter" =>
                {
                    self.not_honoured.push(shown)
                }
                _ => {}
            }
        }
    }

    /// Takes over the value at a path in lower case.
    fn set(&mut self, path: &str, value: &Value) -> Outcome {
        let Some(path) = path.strip_prefix("markup.") else {
            return self.at_root(path, value);
        };
        if let Some(path) = path.strip_prefix("goldmark.extensions.") {
            return self.extension(path, value);
        }
        let rules = &mut self.site.rules;
        match path {
            "defaultmarkdownhandler" if value.as_str() == Some("goldmark") => Outcome::Honoured,
            "goldmark.renderer.unsafe" => inverted(value, &mut rules.omit_html),
            "goldmark.renderer.hardwraps" => bool(value, &mut rules.hard_wraps),
            "goldmark.parser.autoheadingid" => bool(value, &mut rules.auto_heading_id),
            "goldmark.parser.autodefinitiontermid" => {
                bool(value, &mut rules.auto_definition_term_id)
            }
            "goldmark.parser.autoidtype" | "goldmark.parser.autoheadingidtype" => {
                match value.as_str().and_then(IdType::from_name) {
                    Some(found) => {
                        rules.auto_id_type = found;
                        Outcome::Honoured
                    }
                    None => Outcome::Wrong("`github`, `github-ascii` or `blackfriday`"),
                }
            }
            "goldmark.parser.attribute.block" => bool(value, &mut rules.block_attribute),
            "goldmark.parser.attribute.title" => bool(value, &mut rules.title_attribute),
            "goldmark.parser.wrapstandaloneimagewithinparagraph" => {
                bool(value, &mut rules.wrap_image)
            }
            "highlight.codefences" => bool(value, &mut rules.code_fences),
            "highlight.wrapperclass" => match value.as_str() {
                Some(class) => {
                    rules.wrapper_class = Rc::from(class);
                    Outcome::Honoured
                }
                None => Outcome::Wrong("text"),
            },
            "tableofcontents.startlevel" => level(value, &mut self.levels.0, &mut self.site),
            "tableofcontents.endlevel" => {
                // 0 and less: all levels.
                match value {
                    Value::Integer(..=0) => {
                        level(&Value::Integer(6), &mut self.levels.1, &mut self.site)
                    }
                    _ => level(value, &mut self.levels.1, &mut self.site),
                }
            }
            // The theme's styles decide whether the items have numbers.
            "tableofcontents.ordered" => bool(value, &mut false),
            _ => Outcome::Within,
        }
    }

    /// Takes over a setting outside of `markup`.
    fn at_root(&mut self, path: &str, value: &Value) -> Outcome {
        let rules = &mut self.site.rules;
        match path {
            "markup" => Outcome::Within,
            // Names from older sites, which Hugo still reads.
            "pygmentscodefences" => bool(value, &mut self.legacy_code_fences),
            _ if path.starts_with("pygments") => Outcome::Within,
            "enableemoji" => bool(value, &mut rules.emoji),
            "hascjklanguage" => bool(value, &mut self.site.has_cjk_language),
            "timezone" => match value {
                Value::String(name) => {
                    self.site.time_zone = Some(name.clone()).filter(|name| !name.is_empty());
                    Outcome::Honoured
                }
                _ => Outcome::Wrong("the name of a time zone"),
            },
            "summarylength" => match whole_number(value) {
                Some(words) => {
                    self.site.summary_length = words;
                    Outcome::Honoured
                }
                None => Outcome::Wrong("a number of words"),
            },
            _ => Outcome::Irrelevant,
        }
    }

    /// Takes over a setting of an extension of goldmark.
    fn extension(&mut self, path: &str, value: &Value) -> Outcome {
        let rules = &mut self.site.rules;
        if let Some(key) = path.strip_prefix("typographer.") {
            return match key {
                "disable" => inverted(value, &mut rules.typographer),
                _ => match value.as_str() {
                    Some(sign) if self.signs.set(key, sign, cmark::resolved(sign)) => {
                        Outcome::Honoured
                    }
                    Some(_) if Signs::has(key) => Outcome::Wrong("a sign of its own"),
                    None if Signs::has(key) => Outcome::Wrong("text"),
                    _ => Outcome::Irrelevant,
                },
            };
        }
        let is_map = matches!(value, Value::Map(_));
        match path {
            "typographer" | "footnote" if is_map => Outcome::Within,
            "typographer" => bool(value, &mut rules.typographer),
            "footnote" | "footnote.enable" => bool(value, &mut rules.footnote),
            "footnote.backlinkhtml" => match value {
                Value::String(html) => {
                    rules.backlink_html = Some(html.as_str().into());
                    Outcome::Honoured
                }
                _ => Outcome::Wrong("text"),
            },
            "linkify" => bool(value, &mut rules.linkify),
            "linkifyprotocol" => {
                rules.linkify_protocol = match value.as_str() {
                    Some("http") => "http://",
                    Some("https" | "") => "https://",
                    _ => return Outcome::Wrong("`http` or `https`"),
                };
                Outcome::Honoured
            }
            "definitionlist" => bool(value, &mut rules.definition_list),
            "strikethrough" => bool(value, &mut rules.strikethrough),
            "table" => bool(value, &mut rules.table),
            "tasklist" => bool(value, &mut rules.task_list),
            "passthrough.enable" => bool(value, &mut self.passthrough_enabled),
            "passthrough.delimiters.block" => delimiters(value, &mut self.passthrough.block),
            "passthrough.delimiters.inline" => delimiters(value, &mut self.passthrough.inline),
            "cjk.enable" => bool(value, &mut self.cjk.on),
            "cjk.eastasianlinebreaks" => bool(value, &mut self.cjk.line_breaks),
            "cjk.escapedspace" => bool(value, &mut self.cjk.escaped_space),
            "cjk.eastasianlinebreaksstyle" => {
                self.cjk.css3 = match value.as_str() {
                    Some("css3draft") => true,
                    Some("simple" | "") => false,
                    _ => return Outcome::Wrong("`simple` or `css3draft`"),
                };
                Outcome::Honoured
            }
            "extras.delete.enable" => bool(value, &mut rules.extras.delete),
            "extras.insert.enable" => bool(value, &mut rules.extras.insert),
            "extras.mark.enable" => bool(value, &mut rules.extras.mark),
            "extras.subscript.enable" => bool(value, &mut rules.extras.subscript),
            "extras.superscript.enable" => bool(value, &mut rules.extras.superscript),
            _ => Outcome::Within,
        }
    }

    /// The site with all its settings, and a note of those that the engine does not honour.
    pub(super) fn finish(mut self) -> Site {
        if self.passthrough_enabled && !self.passthrough.is_empty() {
            self.site.rules.passthrough = Some(Rc::new(self.passthrough.clone()));
        }
        if !self.signs.is_empty() {
            self.site.rules.signs = Some(Rc::new(std::mem::take(&mut self.signs)));
        }
        if self.cjk.on {
            let style = match self.cjk.css3 {
                true => LineBreaks::Css3Draft,
                false => LineBreaks::Simple,
            };
            self.site.rules.line_breaks = self.cjk.line_breaks.then_some(style);
            self.site.rules.escaped_space = self.cjk.escaped_space;
        }
        if self.site.table_of_contents.is_some() {
            self.site.table_of_contents = Some(self.levels);
        }
        self.site.rules.code_fences &= self.legacy_code_fences;
        self.site.rules.draws_goat = self.site.rules.code_fences;
        // The settings of the highlighter have no effect where fenced code is not highlighted.
        if !self.site.rules.code_fences {
            let of_highlight = |path: &String| {
                let path = lower(path);
                path.contains("highlight.") || path.starts_with("pygments")
            };
            self.not_honoured.retain(|path| !of_highlight(path));
        }
        if !self.not_honoured.is_empty() {
            let keys: Vec<String> = self
                .not_honoured
                .iter()
                .map(|key| format!("`{key}`"))
                .collect();
            let message = format!(
                "The preview does not follow all of the site's configuration. Not honoured: {}.",
                keys.join(", ")
            );
            self.report(Severity::Info, "site-not-honoured", message);
        }
        self.site
    }

    fn report(&mut self, severity: Severity, code: &'static str, message: String) {
        self.site
            .diagnostics
            .push(Diagnostic::new(severity, code, 0..0, message));
    }
}
