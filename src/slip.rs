//! Slips of the pen: words that are nearly another one.

/// Whether one letter too many, too few, wrong, or two letters swapped make `a` of `b`.
pub fn is_one_slip(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let same = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[same..], &b[same..]);
    match a.len() as isize - b.len() as isize {
        0 => {
            !a.is_empty()
                && (a[1..] == b[1..]
                    || a.len() > 1 && a[0] == b[1] && a[1] == b[0] && a[2..] == b[2..])
        }
        1 => a[1..] == *b,
        -1 => *a == b[1..],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips() {
        for (a, b) in [
            ("titel", "title"),
            ("tag", "tags"),
            ("htttp", "http"),
            ("hxtp", "http"),
        ] {
            assert!(is_one_slip(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("http", "http"),
            ("ab", "ba1"),
            ("abcd", "badc"),
            ("a", "abc"),
        ] {
            assert!(!is_one_slip(a, b), "{a} {b}");
        }
    }
}
