//! The functions that libFuzzer calls: the targets of `tests/fuzz`, which `cargo test` runs for a moment, too.

#[path = "../../tests/generate/mod.rs"]
mod generate;
#[path = "../../tests/law/mod.rs"]
mod law;
#[path = "../../tests/fuzz/target.rs"]
pub mod target;

pub use libfuzzer_sys::fuzz_target;

/// The target of a name.
#[macro_export]
macro_rules! target {
    ($name:literal) => {
        $crate::fuzz_target!(|data: &[u8]| {
            let (_, check) = $crate::target::TARGETS
                .iter()
                .find(|(name, _)| *name == $name)
                .expect("a target of this name");
            check(data);
        });
    };
}
