//! Whatever is in a post, what reaches a page is on the allowlist.
#![cfg(not(target_arch = "wasm32"))]

mod answers;
mod oracle;
mod payloads;
mod split;
mod structure;
mod tokens;
