//! The languages that Hugo's highlighter knows (Chroma 2.27 in Hugo 0.168): code in another one is published without its
//! wrapper.

/// Names and aliases in small letters, a blank line, then the endings and names of files, where case counts. Both are
/// sorted by bytes. From Chroma's registry of lexers; the comparison with Hugo has a fence for every line.
const TABLE: &str = include_str!("languages.txt");

/// Whether the highlighter knows a language by the first word of a fence's info string, which may be a name, an ending
/// or the name of a file (`Get` of Chroma's registry).
pub fn knows(language: &str) -> bool {
    let lists = lists();
    let ending = language.rsplit_once('.').map(|(_, ending)| ending);
    has(&lists[0], &language.to_ascii_lowercase())
        || (Some(language).into_iter().chain(ending))
            .any(|name| lists.iter().any(|list| has(list, name)))
}

fn has(list: &[&str], name: &str) -> bool {
    list.binary_search(&name).is_ok()
}

fn lists() -> &'static [Vec<&'static str>; 2] {
    static LISTS: std::sync::OnceLock<[Vec<&str>; 2]> = std::sync::OnceLock::new();
    LISTS.get_or_init(|| {
        let (names, files) = TABLE.split_once("\n\n").unwrap_or((TABLE, ""));
        [names, files].map(|list| list.lines().collect())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_endings_and_files() {
        for list in lists() {
            assert!(
                list.is_sorted(),
                "a search by halves needs the order of bytes"
            );
        }
        for known in [
            "js",
            "JavaScript",
            "GO",
            "go-html-template",
            "cjs",
            "Makefile",
            "page.js",
        ] {
            assert!(knows(known), "{known}");
        }
        for unknown in [
            "", "mermaid", "CJS", "mylang", "scss,", "page.xyz", ".", "js.",
        ] {
            assert!(!knows(unknown), "{unknown}");
        }
    }
}
