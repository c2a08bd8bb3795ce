//! `Map`: a sorted map in little code. The standard library's is compiled again for each type, at many times the size.

use std::borrow::Borrow;

/// The most pairs of a chunk. An inserted pair moves the others of its chunk, and the list of chunks only when that chunk
/// is full.
const MOST: usize = 64;

/// Pairs in the order of their keys, in chunks, of which none is empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Map<K, V>(Vec<Vec<(K, V)>>);

impl<K, V> Default for Map<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: Ord, V> Map<K, V> {
    /// The chunk that a key belongs in, and the place in it, or where it would be.
    fn find<Q: Ord + ?Sized>(&self, key: &Q) -> (usize, Result<usize, usize>)
    where
        K: Borrow<Q>,
    {
        let begins = |chunk: &Vec<(K, V)>| chunk.first().is_some_and(|(k, _)| k.borrow() <= key);
        let chunk = self.0.partition_point(begins).saturating_sub(1);
        let place = self.0.get(chunk).map_or(Err(0), |pairs| {
            pairs.binary_search_by(|(k, _)| k.borrow().cmp(key))
        });
        (chunk, place)
    }

    /// The value of a key.
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        let (chunk, place) = self.find(key);
        place.ok().map(|at| &self.0[chunk][at].1)
    }

    /// Likewise, to change it.
    pub fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        let (chunk, place) = self.find(key);
        place.ok().map(|at| &mut self.0[chunk][at].1)
    }

    /// Whether a key is there.
    pub fn contains_key<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.get(key).is_some()
    }

    /// The value of a key, which is `first` where there was none.
    pub fn or_insert(&mut self, key: K, first: V) -> &mut V {
        let (mut chunk, place) = self.find(&key);
        let at = match place {
            Ok(at) => at,
            Err(mut at) => {
                if self.0.is_empty() {
                    self.0.push(Vec::new());
                } else if self.0[chunk].len() == MOST {
                    let upper = self.0[chunk].split_off(MOST / 2);
                    self.0.insert(chunk + 1, upper);
                    if at > MOST / 2 {
                        (chunk, at) = (chunk + 1, at - MOST / 2);
                    }
                }
                self.0[chunk].insert(at, (key, first));
                at
            }
        };
        &mut self.0[chunk][at].1
    }

    /// Sets the value of a key; returns the one before.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        if let Some(place) = self.get_mut(&key) {
            return Some(std::mem::replace(place, value));
        }
        self.or_insert(key, value);
        None
    }

    /// Removes a key; returns the value that it had.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let (chunk, place) = self.find(key);
        let (_, value) = self.0.get_mut(chunk)?.remove(place.ok()?);
        if self.0[chunk].is_empty() {
            self.0.remove(chunk);
        }
        Some(value)
    }

    /// The keys, in order.
    pub fn keys(&self) -> impl Iterator<Item = &K> {
        self.0.iter().flatten().map(|(key, _)| key)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn is_as_the_standard_one() {
        let (mut map, mut standard) = (Map::default(), BTreeMap::new());
        let mut seed = 1u32;
        for step in 0..20_000 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let key = seed >> 22;
            match seed >> 8 & 3 {
                0 => assert_eq!(map.remove(&key), standard.remove(&key)),
                1 => {
                    *map.or_insert(key, step) += 1;
                    *standard.entry(key).or_insert(step) += 1;
                }
                _ => assert_eq!(map.insert(key, step), standard.insert(key, step)),
            }
            assert_eq!(map.get(&key), standard.get(&key));
            assert_eq!(
                map.contains_key(&(key + 1)),
                standard.contains_key(&(key + 1))
            );
            assert!(map.0.iter().all(|chunk| (1..=MOST).contains(&chunk.len())));
        }
        assert!(map.keys().eq(standard.keys()));
    }
}
