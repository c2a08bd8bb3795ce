//! Sorting in little code: the standard library's, made again for each type, is a tenth of what the engine does.

/// Sorts by heaps: in place, in time that grows by n log n whatever the order before.
pub(crate) fn sort<T: Ord>(items: &mut [T]) {
    sort_by(items, |a, b| a < b);
}

/// Sorts by a rule of which is before which; what is equal ends in any order.
pub(crate) fn sort_by<T>(items: &mut [T], before: impl Fn(&T, &T) -> bool) {
    // Most are in order when they come.
    if items.is_sorted_by(|a, b| !before(b, a)) {
        return;
    }
    let count = items.len();
    for at in (0..count / 2).rev() {
        sift(items, at, &before);
    }
    for end in (1..count).rev() {
        items.swap(0, end);
        sift(&mut items[..end], 0, &before);
    }
}

/// Lets an item sink below those that come after it.
fn sift<T>(items: &mut [T], mut at: usize, before: &impl Fn(&T, &T) -> bool) {
    loop {
        let mut child = 2 * at + 1;
        if child + 1 < items.len() && before(&items[child], &items[child + 1]) {
            child += 1;
        }
        if child >= items.len() || !before(&items[at], &items[child]) {
            return;
        }
        items.swap(at, child);
        at = child;
    }
}

/// Sorts by a number; what is equal stays as it is.
pub(crate) fn sort_stable<T>(items: &mut Vec<T>, key: impl Fn(&T) -> usize) {
    let mut places: Vec<(usize, usize)> = items.iter().map(key).zip(0..).collect();
    if places.is_sorted() {
        return;
    }
    sort(&mut places);
    let mut taken: Vec<Option<T>> = items.drain(..).map(Some).collect();
    items.extend(places.iter().filter_map(|(_, at)| taken[*at].take()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_order_becomes_the_same() {
        let mut seed = 7_u64;
        for count in 0..200 {
            let mut items: Vec<u64> = (0..count)
                .map(|_| {
                    seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    seed >> 60
                })
                .collect();
            let mut expected: Vec<(u64, usize)> = items.iter().copied().zip(0..).collect();
            let mut stable = expected.clone();
            sort_stable(&mut stable, |(item, _)| *item as usize);
            expected.sort();
            assert_eq!(stable, expected);
            sort(&mut items);
            assert!(items.is_sorted() && items.len() == expected.len());
            assert!(items.iter().eq(expected.iter().map(|(item, _)| item)));
        }
    }
}
