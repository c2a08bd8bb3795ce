//! How a shortcode is shown: as text, as raw HTML, as a block, or as a card for another site.

use super::arguments::Arguments;
use super::params::param;
use super::token::Tag;
use super::{Place, Region, Shortcodes, builtin};
use crate::flavor::Rules;

impl Shortcodes {
    /// The output of a shortcode, if that is text.
    pub(super) fn text_of(&self, tag: &Tag) -> Option<String> {
        if self.registered(&tag.name).is_some() {
            return None;
        }
        match tag.name.as_str() {
            "comment" => Some(String::new()),
            "param" => param(&self.context.params, tag.arguments.at(0)?),
            // Where the site puts that page is not known here.
            "ref" | "relref" => {
                let path = tag.arguments.named("path").or(tag.arguments.at(0));
                path.map(str::to_owned)
            }
            _ => None,
        }
    }

    /// Whether Hugo reads raw HTML in the place of a shortcode, with the Markdown around it.
    pub(super) fn makes_html(&self, tag: &Tag) -> bool {
        tag.markdown
            && self.registered(&tag.name).is_none()
            && matches!(
                &*tag.name,
                "details" | "figure" | "highlight" | "instagram" | "qr" | "vimeo" | "x" | "youtube"
            )
    }

    /// Whether a shortcode is no part of a line of text.
    pub(super) fn is_block(&self, region: &Region, place: Place, rules: &Rules) -> bool {
        if region.answer.is_some() {
            return match self.affordable(region) {
                Some(answer) if place == Place::Flow => answer.is_block(rules, &self.context),
                _ => place == Place::Alone,
            };
        }
        let Some(tag) = self.tag(region) else {
            return false;
        };
        if self.registered(&tag.name).is_some() {
            return place != Place::Phrase;
        }
        match tag.name.as_str() {
            _ if self.makes_html(tag) && rules.omit_html => place == Place::Alone,
            "comment" | "param" | "ref" | "relref" => false,
            name @ ("instagram" | "vimeo" | "x" | "youtube") if place == Place::Flow => {
                card_of(name, &tag.arguments).is_some()
            }
            name if place == Place::Flow => {
                !builtin::is_unknown(name) && !builtin::is_removed(name)
            }
            _ => place == Place::Alone,
        }
    }
}

/// The label, the address and the name of the card for a resource of another site.
pub(super) fn card_of<'a>(
    name: &str,
    arguments: &'a Arguments,
) -> Option<(&'static str, String, &'a str)> {
    let id = arguments
        .named("id")
        .or(arguments.at(0))
        .filter(|id| !id.is_empty())?;
    let title = arguments.named("title").unwrap_or(id);
    Some(match name {
        "youtube" => {
            let start = arguments
                .named("start")
                .filter(|start| start.bytes().all(|b| b.is_ascii_digit()));
            let start = start.map_or(String::new(), |start| format!("&t={start}s"));
            (
                "YouTube video",
                format!("https://www.youtube.com/watch?v={id}{start}"),
                title,
            )
        }
        "vimeo" => ("Vimeo video", format!("https://vimeo.com/{id}"), title),
        "instagram" => (
            "Instagram post",
            format!("https://www.instagram.com/p/{id}"),
            title,
        ),
        "x" => {
            let user = arguments.named("user").filter(|user| !user.is_empty())?;
            (
                "Post on X",
                format!("https://x.com/{user}/status/{id}"),
                user,
            )
        }
        _ => return None,
    })
}
