#![no_main]

draftpane_fuzz::target!("law");
