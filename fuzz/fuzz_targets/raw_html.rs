#![no_main]

draftpane_fuzz::target!("raw_html");
