//! The fuzz targets on seeds, changed a little at random: what `npm run fuzz` does at length and guided by coverage.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../generate/mod.rs"]
mod generate;
#[path = "../law/mod.rs"]
mod law;
mod target;

use generate::{Generator, Random};
use target::{SEPARATOR, TARGETS};

/// What a target starts from: settings, a document of the kinds that suit it, and an edit.
fn seed(name: &str, random: &mut Random) -> Vec<u8> {
    let kinds: &[Generator] = match name {
        "front_matter" => &[Generator::FrontMatter, Generator::FrontMatterSoup],
        "raw_html" => &[Generator::RawHtml],
        "shortcodes" => &[Generator::Shortcodes],
        _ => &Generator::ALL,
    };
    let kind = kinds[random.below(kinds.len())];
    let document = kind.document(random);
    let mut bytes = vec![random.below(256) as u8];
    bytes.extend(document.trim_start_matches(['-', '+', '{']).bytes());
    bytes.push(SEPARATOR);
    bytes.extend([
        random.below(4) as u8,
        random.below(256) as u8,
        random.below(9) as u8,
    ]);
    bytes.extend(b"x\n\n*");
    bytes
}

/// Changes a few bytes: most of what is not a letter is repeated, dropped or put elsewhere.
fn change(bytes: &mut Vec<u8>, random: &mut Random) {
    for _ in 0..random.below(6) {
        let at = random.below(bytes.len());
        match random.below(4) {
            0 => {
                bytes.remove(at);
            }
            1 => bytes[at] = random.below(256) as u8,
            2 => bytes.insert(at, bytes[random.below(bytes.len())]),
            _ => {
                let end = (at + random.below(16)).min(bytes.len());
                let part = bytes[at..end].to_vec();
                let to = random.below(bytes.len());
                bytes.splice(to..to, part);
            }
        }
        if bytes.is_empty() {
            bytes.push(0);
        }
    }
}

#[test]
fn seeds_and_what_is_near_them() {
    for (name, check) in TARGETS {
        let mut random = Random::new(1);
        for round in 0..1000 {
            let mut bytes = seed(name, &mut random);
            if let Some(folder) = std::env::var_os("DRAFTPANE_SEEDS") {
                let folder = std::path::Path::new(&folder).join(name);
                std::fs::create_dir_all(&folder).expect("a folder for seeds");
                std::fs::write(folder.join(format!("seed-{round}")), &bytes).expect("a seed");
            }
            change(&mut bytes, &mut random);
            let shown = bytes.clone();
            if std::panic::catch_unwind(|| check(&bytes)).is_err() {
                panic!("{name}: {:?}", String::from_utf8_lossy(&shown));
            }
        }
    }
}

/// What a long run found once.
#[test]
fn found() {
    const FOUND: &[(&str, &[u8])] = &[];
    for (name, bytes) in FOUND {
        let (_, check) = TARGETS
            .iter()
            .find(|(target, _)| target == name)
            .expect("a target");
        check(bytes);
    }
}
