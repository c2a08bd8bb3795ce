//! Tables in few bytes: numbers of seven bits in a byte, the lowest first, as LEB128 has them.

/// The numbers.
pub(crate) fn numbers(packed: &[u8]) -> impl Iterator<Item = u32> {
    let mut bytes = packed.iter();
    std::iter::from_fn(move || {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = *bytes.next()?;
            number |= u32::from(byte & 127) << shift;
            shift += 7;
            if byte < 128 {
                return Some(number);
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_one_and_more_bytes() {
        let packed = [0, 127, 128, 1, 255, 255, 3];
        assert!(numbers(&packed).eq([0, 127, 128, 65_535]));
    }
}
