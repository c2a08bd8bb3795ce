#![no_main]

draftpane_fuzz::target!("front_matter");
