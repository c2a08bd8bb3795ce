//! `Site`: a Hugo site configuration, as far as it says how posts are read and shown.

use std::rc::Rc;

use crate::case::lower;
use crate::cmark;
use crate::diagnostic::{Diagnostic, Severity};
use crate::flavor::{Flavor, Rules};
use crate::hugo::cjk::LineBreaks;
use crate::hugo::passthrough::{Delimiter, Passthrough};
use crate::hugo::slug::IdType;
use crate::hugo::summary;
use crate::hugo::typographer::Signs;
use crate::value::Value;

/// The keys of `markup`: what has one of them at its top is the content of a `markup.toml`.
const MARKUP: [&str; 6] = [
    "asciidocext",
    "defaultmarkdownhandler",
    "goldmark",
    "highlight",
    "rst",
    "tableofcontents",
];

/// Values in values deeper than this are not looked at.
const MAX_DEPTH: usize = 16;

/// The settings of a site's configuration.
///
/// ```
/// use draftpane::{Flavor, Format, Site};
///
/// let configuration = Format::Toml.parse("timeZone = 'Europe/Paris'")?;
/// let site = Site::read(Flavor::Hugo, Some(&configuration));
/// assert_eq!(site.time_zone.as_deref(), Some("Europe/Paris"));
/// # Ok::<(), draftpane::Diagnostic>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Site {
    /// How posts are read.
    pub rules: Rules,
    /// The levels of headings in its table of contents, where it says.
    pub table_of_contents: Option<(u8, u8)>,
    /// The time zone of dates that have none, by its name in the IANA data base.
    pub time_zone: Option<String>,
    /// About how many words a summary has.
    pub summary_length: usize,
    /// Whether posts in Chinese, Japanese and Korean are recognised, and counted by characters.
    pub has_cjk_language: bool,
    /// Mistakes of the configuration, at the start of the post; and once, the settings that are not honoured.
    pub diagnostics: Vec<Diagnostic>,
}

impl Site {
    /// Reads a configuration, which may be the content of a `markup.toml`. Only Hugo's flavor has one; without it
    /// fenced code stays as Markdown has it.
    pub fn read(flavor: Flavor, configuration: Option<&Value>) -> Self {
        let mut site = Self {
            rules: Rules::from(flavor),
            table_of_contents: None,
            time_zone: None,
            summary_length: summary::LENGTH,
            has_cjk_language: false,
            diagnostics: Vec::new(),
        };
        let Some(Value::Map(entries)) = configuration.filter(|_| flavor == Flavor::Hugo) else {
            return site;
        };
        site.rules.code_fences = true;
        let mut reader = Reader {
            site,
            passthrough: Passthrough::default(),
            passes: false,
            signs: Signs::default(),
            cjk: Cjk::default(),
            levels: (2, 3),
            legacy_code_fences: true,
            not_honoured: Vec::new(),
        };
        let is_markup = |(key, _): &(String, Value)| MARKUP.contains(&lower(key).as_str());
        let has_root = entries
            .iter()
            .any(|(key, _)| key.eq_ignore_ascii_case("markup"));
        let root = if !has_root && entries.iter().any(is_markup) {
            "markup"
        } else {
            ""
        };
        reader.map(root, "", entries, 0);
        reader.finish()
    }
}

struct Reader {
    site: Site,
    passthrough: Passthrough,
    passes: bool,
    signs: Signs,
    cjk: Cjk,
    levels: (u8, u8),
    legacy_code_fences: bool,
    not_honoured: Vec<String>,
}

/// The settings of the extension `cjk`, which count where it is on.
#[derive(Default)]
struct Cjk {
    on: bool,
    line_breaks: bool,
    css3: bool,
    escaped_space: bool,
}

/// The fate of a value.
enum Outcome {
    Honoured,
    /// It has to be this.
    Wrong(&'static str),
    /// It says nothing to the engine.
    Passed,
    /// Its content counts.
    Within,
}

impl Reader {
    /// Reads the entries of a mapping. `path` is its place with the keys in lower case, `shown` as they are written.
    fn map(&mut self, path: &str, shown: &str, entries: &[(String, Value)], depth: usize) {
        for (key, value) in entries {
            let join = |before: &str, key: &str| match before {
                "" => key.to_owned(),
                _ => format!("{before}.{key}"),
            };
            let (path, shown) = (join(path, &lower(key)), join(shown, key));
            match (self.set(&path, value), value) {
                (Outcome::Honoured, _) => {}
                (Outcome::Within, Value::Map(entries)) if depth < MAX_DEPTH => {
                    self.map(&path, &shown, entries, depth + 1);
                }
                (Outcome::Wrong(expected), _) => {
                    let message = format!(
                        "The site's configuration has a value for `{shown}` that is not {expected}: what Hugo sets by default counts."
                    );
                    self.tell(Severity::Warning, "site-value", message);
                }
                _ if says_nothing(value) => {}
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

    /// Takes over the value at a path.
    fn set(&mut self, path: &str, value: &Value) -> Outcome {
        let rules = &mut self.site.rules;
        let Some(path) = path.strip_prefix("markup.") else {
            return match path {
                "markup" => Outcome::Within,
                // Names of older sites that Hugo still reads.
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
                "summarylength" => match usize_of(value) {
                    Some(words) => {
                        self.site.summary_length = words;
                        Outcome::Honoured
                    }
                    None => Outcome::Wrong("a number of words"),
                },
                _ => Outcome::Passed,
            };
        };
        if let Some(path) = path.strip_prefix("goldmark.extensions.") {
            return self.extension(path, value);
        }
        match path {
            "defaultmarkdownhandler" if value.as_str() == Some("goldmark") => Outcome::Honoured,
            "goldmark.renderer.unsafe" => {
                let mut is_unsafe = !rules.omit_html;
                let outcome = bool(value, &mut is_unsafe);
                rules.omit_html = !is_unsafe;
                outcome
            }
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
            // Whether its items have numbers is a matter of the theme's styles as well.
            "tableofcontents.ordered" => bool(value, &mut false),
            _ => Outcome::Within,
        }
    }

    /// Takes over a setting of an extension of goldmark.
    fn extension(&mut self, path: &str, value: &Value) -> Outcome {
        let rules = &mut self.site.rules;
        if let Some(key) = path.strip_prefix("typographer.") {
            return match key {
                "disable" => disable(value, &mut rules.typographer),
                _ => match value.as_str() {
                    Some(sign) if self.signs.set(key, sign, cmark::resolved(sign)) => {
                        Outcome::Honoured
                    }
                    Some(_) if Signs::has(key) => Outcome::Wrong("a sign of its own"),
                    None if Signs::has(key) => Outcome::Wrong("text"),
                    _ => Outcome::Passed,
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
            "passthrough.enable" => bool(value, &mut self.passes),
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

    fn finish(mut self) -> Site {
        if self.passes && !self.passthrough.is_empty() {
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
        // The highlighter's settings mean nothing where it is off.
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
            self.tell(Severity::Info, "site-not-honoured", message);
        }
        self.site
    }

    fn tell(&mut self, severity: Severity, code: &'static str, message: String) {
        self.site
            .diagnostics
            .push(Diagnostic::new(severity, code, 0..0, message));
    }
}

/// Sets `rule`, with Hugo's leniency: text that is `true` or `false` will do.
fn bool(value: &Value, rule: &mut bool) -> Outcome {
    *rule = match value {
        Value::Bool(value) => *value,
        Value::String(text) if text == "true" => true,
        Value::String(text) if text == "false" => false,
        _ => return Outcome::Wrong("`true` or `false`"),
    };
    Outcome::Honoured
}

fn disable(value: &Value, rule: &mut bool) -> Outcome {
    let mut disabled = !*rule;
    let outcome = bool(value, &mut disabled);
    *rule = !disabled;
    outcome
}

fn usize_of(value: &Value) -> Option<usize> {
    match value {
        Value::Integer(number) => usize::try_from(*number).ok(),
        Value::Float(number) if *number >= 0.0 && number.fract() == 0.0 => Some(*number as usize),
        _ => None,
    }
}

fn level(value: &Value, level: &mut u8, site: &mut Site) -> Outcome {
    match usize_of(value) {
        Some(found @ 0..=6) => *level = found as u8,
        Some(_) => *level = 6,
        None => return Outcome::Wrong("a level from 1 to 6"),
    }
    site.table_of_contents = Some((0, 0));
    Outcome::Honoured
}

/// Reads pairs of delimiters.
fn delimiters(value: &Value, found: &mut Vec<Delimiter>) -> Outcome {
    const EXPECTED: &str = "a list of pairs, such as `[['\\(', '\\)']]`";
    let Value::List(pairs) = value else {
        return Outcome::Wrong(EXPECTED);
    };
    let mut read = Vec::new();
    for pair in pairs {
        let Value::List(pair) = pair else {
            return Outcome::Wrong(EXPECTED);
        };
        match pair.as_slice() {
            [Value::String(open), Value::String(close)]
                if open.starts_with(|c: char| c.is_ascii_punctuation()) && !close.is_empty() =>
            {
                read.push(Delimiter {
                    open: open.clone(),
                    close: close.clone(),
                });
            }
            _ => return Outcome::Wrong(EXPECTED),
        }
    }
    *found = read;
    Outcome::Honoured
}

/// Whether a value is what is meant where nothing is set.
fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::List(items) => items.is_empty(),
        Value::Map(entries) => entries.iter().all(|(_, value)| says_nothing(value)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::front_matter::Format;
    use crate::hugo::extras::Extras;

    fn site(toml: &str) -> Site {
        let data = Format::Toml.parse(toml).expect("a configuration");
        Site::read(Flavor::Hugo, Some(&data))
    }

    fn codes(site: &Site) -> Vec<&'static str> {
        site.diagnostics.iter().map(|told| told.code).collect()
    }

    #[test]
    fn nothing_set() {
        let rules = Rules::from(Flavor::Hugo);
        let plain = Site::read(Flavor::Hugo, None);
        assert_eq!(plain.rules, rules);
        let empty = site("title = 'x'\n[params]\na = 1\n");
        assert!(empty.diagnostics.is_empty());
        assert_eq!(
            empty.rules,
            Rules {
                code_fences: true,
                ..rules
            }
        );
    }

    #[test]
    fn other_flavors_have_no_site() {
        let data = Format::Toml
            .parse("enableEmoji = true")
            .expect("a configuration");
        let gfm = Site::read(Flavor::Gfm, Some(&data));
        assert_eq!(gfm.rules, Rules::from(Flavor::Gfm));
    }

    #[test]
    fn each_setting() {
        let hugo = || Site::read(Flavor::Hugo, Some(&Value::Map(Vec::new()))).rules;
        macro_rules! check {
            ($($toml:literal => $($field:ident = $value:expr),+;)*) => {$(
                let found = site($toml);
                assert!(found.diagnostics.is_empty(), "{}: {:?}", $toml, found.diagnostics);
                assert_eq!(found.rules, Rules { $($field: $value,)+ ..hugo() }, $toml);
            )*};
        }
        check! {
            "ENABLEEMOJI = true" => emoji = true;
            "markup.goldmark.extensions.extras.delete.enable = true"
                => extras = Extras { delete: true, ..Extras::default() };
            "markup.goldmark.extensions.extras.insert.enable = true"
                => extras = Extras { insert: true, ..Extras::default() };
            "markup.goldmark.extensions.extras.mark.enable = true"
                => extras = Extras { mark: true, ..Extras::default() };
            "markup.goldmark.extensions.extras.subscript.enable = true"
                => extras = Extras { subscript: true, ..Extras::default() };
            "markup.goldmark.extensions.extras.superscript.enable = true"
                => extras = Extras { superscript: true, ..Extras::default() };
            "[markup.goldmark.renderer]\nunsafe = true" => omit_html = false;
            "[Markup.Goldmark.Renderer]\nhardWraps = true" => hard_wraps = true;
            "[goldmark.renderer]\nhardwraps = 'true'" => hard_wraps = true;
            "[markup.goldmark.extensions]\nlinkify = false" => linkify = false;
            "[markup.goldmark.extensions]\nlinkifyProtocol = 'http'" => linkify_protocol = "http://";
            "[markup.goldmark.extensions]\ntypographer = false" => typographer = false;
            "[markup.goldmark.extensions.typographer]\ndisable = true" => typographer = false;
            "[markup.goldmark.extensions]\nfootnote = false" => footnote = false;
            "[markup.goldmark.extensions.footnote]\nenable = false" => footnote = false;
            "[markup.goldmark.extensions]\ndefinitionList = false" => definition_list = false;
            "[markup.goldmark.extensions]\nstrikethrough = false\ntable = false\ntaskList = false"
                => strikethrough = false, table = false, task_list = false;
            "[goldmark.parser]\nautoHeadingID = false\nautoHeadingIDType = 'blackfriday'"
                => auto_heading_id = false, auto_id_type = IdType::Blackfriday;
            "[goldmark.parser]\nautoIDType = 'github-ascii'\nautoDefinitionTermID = true"
                => auto_id_type = IdType::GithubAscii, auto_definition_term_id = true;
            "[goldmark.parser]\nwrapStandAloneImageWithinParagraph = false" => wrap_image = false;
            "[goldmark.parser.attribute]\nblock = true\ntitle = false"
                => block_attribute = true, title_attribute = false;
            "[goldmark.extensions.cjk]\nenable = true\nescapedSpace = true\neastAsianLineBreaks = true"
                => escaped_space = true, line_breaks = Some(LineBreaks::Simple);
            "[goldmark.extensions.cjk]\nenable = true\neastAsianLineBreaks = true\neastAsianLineBreaksStyle = 'css3draft'"
                => line_breaks = Some(LineBreaks::Css3Draft);
            "[goldmark.extensions.cjk]\nescapedSpace = true\neastAsianLineBreaks = true" => escaped_space = false;
            "pygmentsCodeFences = false\npygmentsStyle = 'x'" => code_fences = false, draws_goat = false;
            "pygmentsCodeFences = true\n[markup.highlight]\ncodeFences = false" => code_fences = false, draws_goat = false;
            "footnoteReturnLinkContents = '^'\n[markup.goldmark.extensions.footnote]\nbacklinkHTML = '<b>^</b>'"
                => backlink_html = Some("<b>^</b>".into());
            "[highlight]\ncodeFences = false\nstyle = 'dracula'" => code_fences = false, draws_goat = false;
            "[highlight]\nwrapperClass = 'highlight wide'" => wrapper_class = Rc::from("highlight wide");
        }
    }

    #[test]
    fn passthrough() {
        let on = "[goldmark.extensions.passthrough]\nenable = true\n[goldmark.extensions.passthrough.delimiters]\nblock = [['$$', '$$']]\ninline = [['\\(', '\\)']]\n";
        let found = site(on).rules.passthrough.expect("delimiters");
        assert_eq!(found.block[0].open, "$$");
        assert_eq!(found.inline[0].close, "\\)");
        assert_eq!(site(&on.replace("true", "false")).rules.passthrough, None);
        assert_eq!(
            site("[goldmark.extensions.passthrough]\nenable = true")
                .rules
                .passthrough,
            None
        );
    }

    #[test]
    fn signs() {
        let found = site(
            "[goldmark.extensions.typographer]\nleftDoubleQuote = '&laquo;'\nemDash = '-'\nrightSingleQuote = ''",
        );
        assert_eq!(codes(&found), ["site-value"]);
        let signs = found.rules.signs.expect("signs");
        assert_eq!(signs.always("—"), "-");
        assert_eq!(signs.always("…"), "…");
    }

    #[test]
    fn the_rest() {
        let found = site(
            "timeZone = 'Europe/Oslo'\nsummaryLength = 30\nhasCJKLanguage = true\n[markup.tableOfContents]\nendLevel = 4",
        );
        assert!(found.diagnostics.is_empty());
        assert_eq!(found.time_zone.as_deref(), Some("Europe/Oslo"));
        assert_eq!((found.summary_length, found.has_cjk_language), (30, true));
        assert_eq!(found.table_of_contents, Some((2, 4)));
    }

    #[test]
    fn what_is_told() {
        let found = site(
            "[markup.goldmark.renderer]\nxhtml = true\nunsafe = [1]\n[markup.goldmark.extensions.cjk]\nenable = false\neastAsianLineBreaks = true\n[markup.goldmark.extensions.footnote]\nenableAutoIDPrefix = true\n[markup.highlight]\nstyle = 'x'\nlineNos = false",
        );
        assert_eq!(codes(&found), ["site-value", "site-not-honoured"]);
        assert!(found.rules.omit_html);
        let message = &found.diagnostics[1].message;
        assert!(message.ends_with(
            "Not honoured: `markup.goldmark.renderer.xhtml`, `markup.goldmark.extensions.footnote.enableAutoIDPrefix`, `markup.highlight.style`."
        ), "{message}");
        assert_eq!(
            codes(&site("[goldmark.parser]\nautoIDType = 'x'\n")),
            ["site-value"]
        );
    }
}
