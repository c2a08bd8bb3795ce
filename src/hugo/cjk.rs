//! Chinese, Japanese and Korean: goldmark's extension `cjk`, which lets lines end within words.

use crate::unicode::{CJK, Class, HANGUL, MODIFIERS, class, within};

/// Which ends of lines vanish: `eastAsianLineBreaksStyle`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineBreaks {
    /// Those between two wide characters.
    Simple,
    /// By CSS Text 3, § 4.1.3 in its draft of 2020: those beside one, too.
    Css3Draft,
}

impl LineBreaks {
    /// Whether the end of a line between these characters of the source vanishes.
    pub fn drops(self, before: char, after: char) -> bool {
        let both = |is: &dyn Fn(char) -> bool| is(before) && is(after);
        let either = |is: &dyn Fn(char) -> bool| is(before) || is(after);
        match self {
            Self::Simple => both(&is_east_asian),
            Self::Css3Draft if either(&|c| c == '\u{200B}') => true,
            Self::Css3Draft if both(&|c| within(&WIDE, c)) => !either(&|c| within(&HANGUL, c)),
            Self::Css3Draft => either(&|c| within(&DISCARDS, c) || class(c) == Class::Punctuation),
        }
    }
}

/// Whether a character is of one of the scripts that `hasCJKLanguage` looks for.
pub fn is_cjk(c: char) -> bool {
    !c.is_ascii() && within(&CJK, c)
}

fn is_east_asian(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303F}') || within(&CJK, c) || within(&MODIFIERS, c)
}

/// East Asian Width F, W and H, as goldmark has it: where ranges begin and end, by turns.
#[rustfmt::skip]
const WIDE: [u32; 84] = [
    0x1100, 0x1160, 0x11A3, 0x11A8, 0x11FA, 0x1200, 0x20A9, 0x20AA, 0x2329, 0x232B, 0x2E80, 0x2E9A,
    0x2E9B, 0x2EF4, 0x2F00, 0x2FD6, 0x2FF0, 0x2FFC, 0x3000, 0x303F, 0x3041, 0x3097, 0x3099, 0x3100,
    0x3105, 0x312E, 0x3131, 0x318F, 0x3190, 0x31BB, 0x31C0, 0x31E4, 0x31F0, 0x321F, 0x3220, 0x3248,
    0x3250, 0x32FF, 0x3300, 0x4DC0, 0x4E00, 0xA48D, 0xA490, 0xA4C7, 0xA960, 0xA97D, 0xAC00, 0xD7A4,
    0xD7B0, 0xD7C7, 0xD7CB, 0xD7FC, 0xF900, 0xFB00, 0xFE10, 0xFE1A, 0xFE30, 0xFE53, 0xFE54, 0xFE67,
    0xFE68, 0xFE6C, 0xFF01, 0xFFBF, 0xFFC2, 0xFFC8, 0xFFCA, 0xFFD0, 0xFFD2, 0xFFD8, 0xFFDA, 0xFFDD,
    0xFFE0, 0xFFE7, 0xFFE8, 0xFFEF, 0x1B000, 0x1B002, 0x1F200, 0x1F252, 0x20000, 0x2FFFE, 0x30000,
    0x3FFFE,
];

/// The space-discarding characters of that draft, likewise.
#[rustfmt::skip]
const DISCARDS: [u32; 30] = [
    0x2E80, 0x2FE0, 0x2FF0, 0x3100, 0x3130, 0x31A0, 0x31C0, 0x3200, 0x3300, 0x4DC0, 0x4E00, 0xA4D0,
    0xF900, 0xFB00, 0xFE10, 0xFE20, 0xFE30, 0xFE70, 0xFF00, 0xFFF0, 0x1B000, 0x1B170, 0x20000,
    0x2A6E0, 0x2A700, 0x2EBF0, 0x2F800, 0x2FA20, 0x30000, 0x31350,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_breaks() {
        for (before, after, simple, css) in [
            ('漢', '字', true, true),
            ('。', 'か', true, true),
            ('漢', 'a', false, true),
            ('a', '漢', false, true),
            ('한', '글', true, false),
            ('한', '漢', true, false),
            ('한', 'a', false, false),
            ('a', 'b', false, false),
            ('.', 'W', false, true),
            ('ー', '；', false, true),
            ('a', '\u{200b}', false, true),
        ] {
            let drops = |style: LineBreaks| style.drops(before, after);
            assert_eq!(drops(LineBreaks::Simple), simple, "{before}{after}");
            assert_eq!(drops(LineBreaks::Css3Draft), css, "{before}{after}");
        }
    }
}
