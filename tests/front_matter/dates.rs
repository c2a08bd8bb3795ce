//! Dates, against what Hugo 0.168 was seen to accept and to refuse.

use draftpane::Date;

/// Seconds since 1970 of a date in a site at UTC.
fn unix(text: &str) -> Option<i64> {
    Date::parse(text).map(|date| date.unix(0))
}

/// 2021-10-06 at midnight, UTC.
const DAY: i64 = 1_633_478_400;
const TEN: i64 = DAY + 10 * 3600;

#[test]
fn that_hugo_reads() {
    for text in ["2021-10-06", "06 Oct 2021", "06  Oct  2021", "06 OCT 2021"] {
        assert_eq!(unix(text), Some(DAY), "{text}");
    }
    for text in [
        "2021-10-06T10:00:00",
        "2021-10-06T10:00:00Z",
        "2021-10-06T10:00:00.123Z",
        "2021-10-06T10:00:00.123",
        "2021-10-06T10:00:00,5",
        "2021-10-06T10:00:00-00:00",
        "2021-10-06 10:00:00",
        "2021-10-06  10:00:00",
        "2021-10-06 10:00:00Z",
        "2021-10-06 10:00:00 +0000",
        "2021-10-06 10:00:00 +0000 UTC",
        "2021-10-06 10:00:00 +0000 +0000",
        "Wed, 06 Oct 2021 10:00:00 GMT",
        "Wed, 06 Oct 2021 10:00:00 MST",
        "Wed, 06 Oct 2021 10:00:00 ChST",
        "Wed, 06 Oct 2021 10:00:00 WITA",
        "Wed, 06 Oct 2021 10:00:00 ABCDT",
        "Wed, 06 Oct 2021 10:00:00 +03",
        "Wednesday, 06-Oct-21 10:00:00 UTC",
        "06 Oct 21 10:00 UTC",
        "06 Oct 21 10:00 EST",
        "Wed Oct  6 10:00:00 2021",
        "Wed Oct 6 10:00:00 2021",
        "Wed Oct 6 10:00:00 UTC 2021",
        "Wed Oct 6 10:00:00 PST 2021",
    ] {
        assert_eq!(unix(text), Some(TEN), "{text}");
    }
    for text in [
        "2021-10-06T10:00:00-07:00",
        "2021-10-06T10:00:00-0700",
        "2021-10-06 10:00:00 -0700",
        "2021-10-06 10:00:00 -07:00",
        "2021-10-06 10:00:00-07:00",
        "2021-10-06 10:00:00-0700",
        "2021-10-06 10:00:00 -0700 -07",
        "Wed, 06 Oct 2021 10:00:00 -0700",
        "06 Oct 21 10:00 -0700",
        "Wed Oct 06 10:00:00 -0700 2021",
        "Thu Oct 06 10:00:00 -0700 2021",
    ] {
        assert_eq!(unix(text), Some(TEN + 7 * 3600), "{text}");
    }
    for text in [
        "2021-10-06T9:00:00",
        "2021-10-06 9:00:00",
        "2021-10-06T9:00:00Z",
    ] {
        assert_eq!(unix(text), Some(TEN - 3600), "{text}");
    }
    assert_eq!(unix("2021-10-06 10:00:00 +0200 CEST"), Some(TEN - 7200));
    assert_eq!(unix("2021-10-06T10:00:00+24:00"), Some(TEN - 24 * 3600));
    assert_eq!(unix("2021-10-06T10:00:00+10:60"), Some(TEN - 11 * 3600));
    assert_eq!(unix("Wednesday, 06-Oct-70 10:00:00 UTC"), Some(24_055_200));
    assert_eq!(unix("2020-02-29"), Some(1_582_934_400));
    assert_eq!(unix("0001-01-01"), Some(-62_135_596_800));
    assert_eq!(unix("9999-12-31"), Some(253_402_214_400));
    let nano = |text: &str| Date::parse(text).map(|date| date.nanosecond);
    assert_eq!(nano("2021-10-06T10:00:00.5Z"), Some(500_000_000));
    assert_eq!(
        nano("2021-10-06T10:00:00.1234567891234Z"),
        Some(123_456_789)
    );
    let clock = |text: &str| Date::parse(text).map(|d| (d.year, d.month, d.day, d.hour, d.minute));
    assert_eq!(clock("3:04PM"), Some((0, 1, 1, 15, 4)));
    assert_eq!(clock("12:04AM"), Some((0, 1, 1, 0, 4)));
    assert_eq!(clock("Oct  6 10:00:00"), Some((0, 10, 6, 10, 0)));
    assert_eq!(clock("Oct 16 10:00:00.123456"), Some((0, 10, 16, 10, 0)));
}

#[test]
fn that_hugo_refuses() {
    for text in [
        "",
        " ",
        "2021",
        "2021-10",
        "20211006",
        "1633500000",
        "2021-10-6",
        "2021-1-06",
        "2021/10/06",
        "10/06/2021",
        "12021-01-01",
        "2021-13-01",
        "2021-00-10",
        "2021-02-29",
        "2021-02-30",
        " 2021-10-06",
        "2021-10-06 ",
        "2021-10-06Z",
        "2021-10-06T10:00",
        "2021-10-06 10:00",
        "2021-10-06T24:00:00",
        "2021-10-06T23:59:60",
        "2021-10-06t10:00:00z",
        "2021-10-06T10:00:00z",
        "2021-10-06t10:00:00Z",
        "2021-10-06T10:00:00 Z",
        "2021-10-06 10:00:00 Z",
        "2021-10-06 10:00:00 MST",
        "2021-10-06T10:00:00+07",
        "2021-10-06T10:00:00+25:00",
        "2021-10-06T10:00:00.Z",
        "2023-1-09T00:19:20-08:00",
        "2024-02-07:00:00Z",
        "2023-01-29 18:30:22 2023 -0800",
        "6 Oct 2021",
        "06 October 2021",
        "Oct 6, 2021",
        "October 6, 2021",
        "Wed, 6 Oct 2021 10:00:00 GMT",
        "Wed, 06 Oct 2021 10:00:00 AB",
        "Wed, 06 Oct 2021 10:00:00 ABCD",
        "13:04PM",
        "today",
        "1.5",
        "true",
        "2021\u{2011}10\u{2011}06",
        "２０２１-10-06",
    ] {
        assert_eq!(Date::parse(text), None, "{text}");
    }
}

#[test]
fn that_only_toml_has() {
    for text in [
        "2021-10-06T10:00",
        "2021-10-06 10:00",
        "2021-10-06t10:00:00z",
        "2021-10-06T10:00Z",
    ] {
        assert_eq!(
            Date::parse_toml(text).map(|date| date.unix(0)),
            Some(TEN),
            "{text}"
        );
    }
    assert_eq!(
        Date::parse_toml("2021-10-06T10:00-07:00").map(|d| d.unix(0)),
        Some(TEN + 7 * 3600)
    );
    assert_eq!(Date::parse_toml("é"), None);
}

#[test]
fn that_can_be_mended() {
    for (text, guess) in [
        ("2021-10-6", "2021-10-06"),
        ("2021-1-06", "2021-01-06"),
        ("2021/10/06", "2021-10-06"),
        ("2021.10.06", "2021-10-06"),
        ("2021\u{2011}10\u{2011}06", "2021-10-06"),
        (" 2021-10-06 ", "2021-10-06"),
        ("20211006", "2021-10-06"),
        ("10/26/2021", "2021-10-26"),
        ("26/10/2021", "2021-10-26"),
        ("6 Oct 2021", "2021-10-06"),
        ("6th October 2021", "2021-10-06"),
        ("Oct 6, 2021", "2021-10-06"),
        ("Wednesday, October 6th, 2021", "2021-10-06"),
        ("2021-Oct-06", "2021-10-06"),
        ("2021-10-06T10:00", "2021-10-06T10:00:00"),
        ("2021-10-6 9:05", "2021-10-06T09:05:00"),
        ("2021-10-06t10:00:00z", "2021-10-06T10:00:00Z"),
        ("2021-10-06 10:00:00 Z", "2021-10-06T10:00:00Z"),
        ("2021-10-06T10:00:00+07", "2021-10-06T10:00:00+07:00"),
        ("2023-1-09T00:19:20-08:00", "2023-01-09T00:19:20-08:00"),
        ("Wed, 6 Oct 2021 10:00:00 GMT", "2021-10-06T10:00:00Z"),
    ] {
        assert_eq!(Date::guess(text).as_deref(), Some(guess), "{text}");
        assert!(Date::parse(guess).is_some());
    }
    // An ambiguous date is not guessed.
    for text in [
        "10/06/2021",
        "06.10.2021",
        "2021-10",
        "2021",
        "2021-02-30",
        "2024-02-07:00:00Z",
        "2023-01-29 18:30:22 2023 -0800",
        "2021-10-06T24:00:00",
        "2021-10-06 10:00:00 MST",
        "6.10.21",
        "soon",
        "",
        "é-é-é",
        "2021-10-06 10",
        "99999999",
    ] {
        assert_eq!(Date::guess(text), None, "{text}");
    }
}

#[test]
fn of_a_number_of_seconds() {
    for seconds in [
        0,
        -1,
        -5,
        1_633_500_000,
        20_211_006,
        951_782_400,
        -62_135_596_800,
        253_402_300_799,
    ] {
        let date = Date::from_unix(seconds).expect("a date");
        assert_eq!(date.unix(3600), seconds);
    }
    let date = Date::from_unix(20_211_006).expect("a date");
    assert_eq!((date.year, date.month, date.day), (1970, 8, 22));
    assert_eq!(Date::from_unix(i64::MAX), None);
    assert_eq!(Date::from_unix(i64::MIN), None);
}

#[test]
fn written_in_one_form() {
    for (written, iso) in [
        ("06 Oct 2021", "2021-10-06"),
        ("2021-10-06T00:00:00Z", "2021-10-06T00:00:00Z"),
        ("2021-10-06 9:05:07", "2021-10-06T09:05:07"),
        ("2021-10-06 10:00:00 -0730", "2021-10-06T10:00:00-07:30"),
        ("0099-01-02T01:00:00+14:00", "0099-01-02T01:00:00+14:00"),
    ] {
        assert_eq!(
            Date::parse(written).map(|date| date.to_iso()).as_deref(),
            Some(iso)
        );
    }
}

#[test]
fn in_the_time_zone_of_the_site() {
    let unix = |text: &str| Date::parse(text).map(|date| date.unix(2 * 3600));
    assert_eq!(unix("2021-10-06"), Some(DAY - 7200));
    // A name of a time zone says nothing, an offset does.
    assert_eq!(unix("Wed, 06 Oct 2021 10:00:00 GMT"), Some(TEN - 7200));
    assert_eq!(unix("2021-10-06T10:00:00Z"), Some(TEN));
}

#[test]
fn of_random_text() {
    let pieces = [
        "2021-10-6",
        "6 Oct 2021",
        "2021/10/06",
        "T10:00",
        "2021",
        "-",
        "/",
        ".",
        " ",
        "  ",
        "10",
        "6",
        "06",
        "T",
        "t",
        "Z",
        ":",
        "00",
        "+",
        "07",
        "Oct",
        "October",
        "Wed",
        ",",
        "th",
        "UTC",
        "GMT",
        "+0700",
        "PM",
        "é",
        "\u{2011}",
        "ABC",
        "99999999",
        "0",
    ];
    let mut random = crate::Random(17);
    let mut guessed = 0;
    for _ in 0..100_000 {
        let text: String = (0..1 + random.below(9))
            .map(|_| pieces[random.below(pieces.len())])
            .collect();
        for date in [Date::parse(&text), Date::parse_toml(&text)]
            .into_iter()
            .flatten()
        {
            let again = Date::from_unix(date.unix(0)).expect("a date");
            assert_eq!(again.unix(0), date.unix(0), "{text}");
        }
        if let Some(guess) = Date::guess(&text) {
            assert!(Date::parse(&guess).is_some(), "{text}");
            guessed += 1;
        }
    }
    assert!(
        guessed > 100,
        "{guessed} guesses are too few to show anything"
    );
}
