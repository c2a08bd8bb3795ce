//! The embedder's own shortcodes.

use crate::map::Map;
use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

use super::Arguments;

/// Makes Markdown of a shortcode's name, arguments and content; or says why it cannot.
pub type Call = dyn Fn(&str, &Arguments, &str) -> Result<String, String>;

/// The number of answers that are saved.
const MAX_SAVED: usize = 1000;

/// Shortcodes that the embedder makes: their names, and the function that is asked what they show. It is asked once
/// for the same question, so that a function that answers now so, now so cannot part a draft from a new one.
#[derive(Clone)]
pub struct Registered(Rc<Inner>);

struct Inner {
    names: Vec<String>,
    call: Box<Call>,
    answers: RefCell<Answers>,
}

#[derive(Default)]
struct Answers {
    places: Map<String, usize>,
    saved: Vec<Rc<Result<String, String>>>,
}

impl Registered {
    /// Shortcodes of these names.
    ///
    /// ```
    /// use draftpane::{Options, Registered, render};
    ///
    /// let names = vec!["year".to_owned()];
    /// let shortcodes = Registered::new(names, Box::new(|_name, arguments, _inner| {
    ///     arguments.at(0).map(|year| format!("*{year}*")).ok_or("which year?".to_owned())
    /// }));
    /// let options = Options { shortcodes: Some(shortcodes), ..Options::default() };
    /// assert_eq!(render("{{< year 1969 >}}", &options).html, "<p><em>1969</em></p>\n");
    /// ```
    pub fn new(names: Vec<String>, call: Box<Call>) -> Self {
        Self(Rc::new(Inner {
            names,
            call,
            answers: RefCell::default(),
        }))
    }

    /// Whether there is one of this name.
    pub fn has(&self, name: &str) -> bool {
        self.0.names.iter().any(|own| own == name)
    }

    /// The Markdown that one shows.
    pub fn markdown(
        &self,
        name: &str,
        arguments: &Arguments,
        content: &str,
    ) -> Rc<Result<String, String>> {
        let question = question(name, arguments, content);
        if let Some(answer) = self.0.answers.borrow().get(&question) {
            return answer;
        }
        // Not borrowed while the embedder's code runs.
        let answer = Rc::new((self.0.call)(name, arguments, content));
        self.0.answers.borrow_mut().keep(question, answer)
    }
}

impl Answers {
    fn get(&self, question: &str) -> Option<Rc<Result<String, String>>> {
        self.places.get(question).map(|at| self.saved[*at].clone())
    }

    fn keep(
        &mut self,
        question: String,
        answer: Rc<Result<String, String>>,
    ) -> Rc<Result<String, String>> {
        if self.saved.len() >= MAX_SAVED {
            self.places = Map::default();
            self.saved.clear();
        }
        self.places.insert(question, self.saved.len());
        self.saved.push(answer.clone());
        answer
    }
}

/// A text that no other question has: each of its parts stands behind its length.
fn question(name: &str, arguments: &Arguments, content: &str) -> String {
    let mut question = String::new();
    let mut add = |part: &str| {
        question.push_str(&part.len().to_string());
        question.push(' ');
        question.push_str(part);
    };
    add(name);
    add(content);
    match arguments {
        Arguments::Positional(list) => {
            add("positional");
            list.iter().for_each(|value| add(value));
        }
        Arguments::Named(list) => {
            add("named");
            for (name, value) in list {
                add(name);
                add(value);
            }
        }
    }
    question
}

impl PartialEq for Registered {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl fmt::Debug for Registered {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.debug_tuple("Registered").field(&self.0.names).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_questions_are_other_texts() {
        let list = |values: &[&str]| {
            Arguments::Positional(values.iter().map(|&value| value.to_owned()).collect())
        };
        let named = Arguments::Named(vec![("a".to_owned(), "b".to_owned())]);
        let questions = [
            question("x", &list(&[]), ""),
            question("x", &list(&[]), "a"),
            question("xa", &list(&[]), ""),
            question("x", &list(&["a"]), ""),
            question("x", &list(&["a", "b"]), ""),
            question("x", &list(&["a1 b"]), ""),
            question("x", &named, ""),
        ];
        for (at, one) in questions.iter().enumerate() {
            assert!(!questions[..at].contains(one), "{one}");
        }
    }
}
