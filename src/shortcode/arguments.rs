//! `Arguments`: the parameters of a shortcode, and how they are gathered while its tag is read.

use super::mistake::Mistake;

/// A tag with more parameters is not read further.
pub(super) const MOST: usize = 100;

/// The arguments of a shortcode.
///
/// ```
/// use draftpane::Arguments;
///
/// let arguments = Arguments::Named(vec![("id".to_owned(), "7".to_owned())]);
/// assert_eq!((arguments.named("id"), arguments.at(0)), (Some("7"), None));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arguments {
    /// By their places, from 0; nothing at all counts as this.
    Positional(Vec<String>),
    /// By their names, in the order of the text.
    Named(Vec<(String, String)>),
}

impl Arguments {
    /// The argument with this name.
    pub fn named(&self, name: &str) -> Option<&str> {
        match self {
            Self::Positional(_) => None,
            Self::Named(list) => {
                let found = list.iter().rev().find(|(key, _)| key == name);
                found.map(|(_, value)| value.as_str())
            }
        }
    }

    /// The argument at this place, from 0.
    pub fn at(&self, place: usize) -> Option<&str> {
        match self {
            Self::Positional(list) => list.get(place).map(String::as_str),
            Self::Named(_) => None,
        }
    }

    /// The values, whether named or positional.
    pub fn values(&self) -> impl Iterator<Item = &str> {
        let (places, names): (&[String], &[(String, String)]) = match self {
            Self::Positional(list) => (list, &[]),
            Self::Named(list) => (&[], list),
        };
        let named = names.iter().map(|(_, value)| value.as_str());
        places.iter().map(String::as_str).chain(named)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Positional(list) => list.is_empty(),
            Self::Named(list) => list.is_empty(),
        }
    }
}

/// The parameters so far. Hugo looks twice for named and positional ones together: at how the first is written, and
/// at what they turn out to be.
pub(super) struct Parameters {
    pub(super) arguments: Arguments,
    /// 1 after a positional parameter, 2 after a named one.
    elements: u8,
    /// Whether the last one has no value yet: it may still turn out to be a name.
    open: bool,
}

impl Default for Parameters {
    fn default() -> Self {
        Self {
            arguments: Arguments::Positional(Vec::new()),
            elements: 0,
            open: false,
        }
    }
}

impl Parameters {
    pub(super) fn quoted(&mut self) -> Result<(), Mistake> {
        if self.elements == 2 {
            return Err(Mistake::Mixed);
        }
        self.elements = 1;
        Ok(())
    }

    pub(super) fn word(&mut self, named: bool) -> Result<(), Mistake> {
        match (self.elements, named) {
            (0, _) => self.elements = 1 + u8::from(named),
            (1, true) | (2, false) => return Err(Mistake::Mixed),
            _ => {}
        }
        Ok(())
    }

    pub(super) fn positional(&mut self, value: String) -> Result<(), Mistake> {
        self.end()?;
        let count = match &mut self.arguments {
            Arguments::Named(list) => {
                list.push((value, String::new()));
                list.len()
            }
            Arguments::Positional(list) => {
                list.push(value);
                list.len()
            }
        };
        if count > MOST {
            return Err(Mistake::Unclosed);
        }
        self.open = true;
        Ok(())
    }

    /// Checks that the last name got its value.
    pub(super) fn end(&self) -> Result<(), Mistake> {
        match self.arguments {
            Arguments::Named(_) if self.open => Err(Mistake::Mixed),
            _ => Ok(()),
        }
    }

    pub(super) fn value(&mut self, value: String) -> Result<(), Mistake> {
        if !std::mem::replace(&mut self.open, false) {
            return Ok(());
        }
        match &mut self.arguments {
            Arguments::Named(list) => {
                if let Some(last) = list.last_mut() {
                    last.1 = value;
                }
            }
            Arguments::Positional(list) => {
                let name = list.pop().unwrap_or_default();
                if !list.is_empty() {
                    return Err(Mistake::Mixed);
                }
                self.arguments = Arguments::Named(vec![(name, value)]);
            }
        }
        Ok(())
    }
}
