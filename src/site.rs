//! `Site`: the settings of a Hugo site configuration that affect how posts are read and rendered.

mod outcome;
mod settings;

use crate::case::lower;
use crate::diagnostic::Diagnostic;
use crate::flavor::{Flavor, Rules};
use crate::hugo::summary;
use crate::value::Value;

use settings::Settings;

/// The keys of `markup`: a configuration with one of them at its top is the content of a `markup.toml`.
const MARKUP: [&str; 6] = [
    "asciidocext",
    "defaultmarkdownhandler",
    "goldmark",
    "highlight",
    "rst",
    "tableofcontents",
];

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
        let is_markup = |(key, _): &(String, Value)| MARKUP.contains(&lower(key).as_str());
        let has_root = entries
            .iter()
            .any(|(key, _)| key.eq_ignore_ascii_case("markup"));
        let root = if !has_root && entries.iter().any(is_markup) {
            "markup"
        } else {
            ""
        };
        let mut settings = Settings::new(site);
        settings.map(root, "", entries, 0);
        settings.finish()
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::front_matter::Format;
    use crate::hugo::cjk::LineBreaks;
    use crate::hugo::extras::Extras;
    use crate::hugo::slug::IdType;

    fn site(toml: &str) -> Site {
        let data = Format::Toml.parse(toml).expect("a configuration");
        Site::read(Flavor::Hugo, Some(&data))
    }

    fn codes(site: &Site) -> Vec<&'static str> {
        site.diagnostics.iter().map(|found| found.code).collect()
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
    fn diagnostics() {
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
