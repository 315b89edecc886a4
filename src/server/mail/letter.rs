//! What a mail says: plain text, in the language, the convention and the zone of its reader.

use crate::domain::deadline::Moment;
use crate::domain::id::BidId;
use crate::domain::instant::Instant;
use crate::domain::language::Language;
use crate::domain::reminder::About;
use crate::server::zones;
use crate::ui::paths;
use crate::ui::wording::told::{self, Told};
use crate::ui::wording::{deadline, in_language, reminder as words, say};

/// Whom a letter is written to.
#[derive(Debug, Clone)]
pub struct Reader {
    /// Their address.
    pub email: String,
    /// Their name.
    pub name: String,
    /// The language in which they read.
    pub language: Language,
    /// Their IANA zone.
    pub zone: String,
}

/// One message in a letter.
#[derive(Debug, Clone)]
pub struct Line {
    /// What it says.
    pub about: About,
    /// The bid that it belongs to.
    pub bid: Option<BidId>,
    /// What opens the page that puts it off.
    pub snooze_key: String,
}

/// A mail to one person.
#[derive(Debug, Clone)]
pub struct Letter {
    /// To whom.
    pub to: Reader,
    /// What it is: the one message, or the daily mail.
    pub about: About,
    /// What it says; several in the daily mail.
    pub lines: Vec<Line>,
    /// The name of the mail, the same however often it is sent.
    pub message_id: String,
    /// The address under which people reach the workspace.
    pub base_url: String,
    /// When it is written.
    pub now: Instant,
}

impl Letter {
    /// The subject.
    #[must_use]
    pub fn subject(&self) -> String {
        in_language(self.to.language, || match &self.about {
            About::Daily { part, parts } => told::daily_subject(self.lines.len(), *part, *parts),
            about => told::told(about, self.now).subject,
        })
    }

    /// The text.
    #[must_use]
    pub fn body(&self) -> String {
        in_language(self.to.language, || {
            let mut text = format!("{}\n\n{}\n\n", words::greeting(&self.to.name), say(words::MAIL_OPENING));
            for (number, line) in self.lines.iter().enumerate() {
                if self.lines.len() > 1 {
                    text.push_str(&format!("[{}] ", number + 1));
                }
                text.push_str(&self.paragraph(line));
                text.push('\n');
            }
            let settings = self.link(paths::REMINDER_SETTINGS);
            text.push_str(&format!("--\n{}\n{settings}\n{}\n", say(words::MAIL_SETTINGS), say(words::NO_ANSWER)));
            text
        })
    }

    fn paragraph(&self, line: &Line) -> String {
        let told = told::told(&line.about, self.now);
        let facts = self.facts(&line.about, &told);
        let page = self.link(&paths::told(&line.about, line.bid));
        let snooze = self.link(&paths::snooze(&line.snooze_key));
        let (open, put_off) = (say(told.open), say(words::PUT_OFF_BY_LINK));
        format!("{}\n\n{facts}\n{open}\n{page}\n{put_off}\n{snooze}\n", told.sentence)
    }

    fn facts(&self, about: &About, told: &Told) -> String {
        let mut facts = told.facts.clone();
        if let (Some(ready), Some((from, at))) = (about.at(), about.period()) {
            facts.push((told.when, words::when(from, at)));
            let there: Vec<String> = from.into_iter().chain([at]).filter_map(|at| self.there(at)).collect();
            if !there.is_empty() {
                facts.push((words::WHEN_HERE, there.join(" – ")));
            }
            facts.push((words::LEFT, words::left(self.now, ready)));
        }
        facts.iter().map(|(label, value)| format!("  {}\n", words::fact(say(*label), value))).collect()
    }

    /// A moment on the reader's clock, where that is another one.
    fn there(&self, at: Moment) -> Option<String> {
        zones::elsewhere(at, &self.to.zone).map(|there| deadline::elsewhere(&there, at))
    }

    fn link(&self, path: &str) -> String {
        format!("{}{path}", self.base_url)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::deadline::MilestoneKind;
    use crate::domain::id::DeadlineId;
    use crate::domain::reminder::DueDate;

    fn letter(language: Language, zone: &str, at: &str, now: &str) -> Letter {
        let due = DueDate {
            deadline: DeadlineId::fresh(),
            bid_title: "みなと市防災業務委託".to_owned(),
            kind: MilestoneKind::ProposalBy,
            title: String::new(),
            from: None,
            at: Moment::parse(at).unwrap(),
        };
        Letter {
            to: Reader {
                email: "sato@example.jp".to_owned(),
                name: "佐藤 花子".to_owned(),
                language,
                zone: zone.to_owned(),
            },
            about: About::Deadline { due: due.clone() },
            lines: vec![Line {
                about: About::Deadline { due },
                bid: Some(BidId::fresh()),
                snooze_key: "secret".to_owned(),
            }],
            message_id: "<1@example.jp>".to_owned(),
            base_url: "https://musubi.example.jp".to_owned(),
            now: Instant(Moment::parse(now).unwrap().to_utc_millis()),
        }
    }

    #[test]
    fn a_japanese_reader_gets_the_era_the_weekday_and_the_days_left() {
        let letter = letter(Language::Japanese, "Asia/Tokyo", "2026-12-10T17:00", "2026-12-03T17:00");
        assert_eq!(letter.subject(), "【あと7日】企画提案書提出期限（みなと市防災業務委託）");
        let body = letter.body();
        for part in ["佐藤 花子 様", "令和8年12月10日（木）17:00", "あと7日", "https://musubi.example.jp/snooze/secret"]
        {
            assert!(body.contains(part), "{part}: {body}");
        }
        assert!(!body.contains("現地"), "no second clock in Japan: {body}");
    }

    #[test]
    fn an_english_reader_gets_both_clocks() {
        let letter = letter(Language::English, "Europe/Oslo", "2026-12-10T17:00", "2026-12-10T15:00");
        let body = letter.body();
        for part in ["Thu 10 Dec 2026, 17:00 (JST)", "09:00 Oslo", "2 hours left", "/dates"] {
            assert!(body.contains(part), "{part}: {body}");
        }
        assert!(letter.subject().starts_with("2 hours left: "), "{}", letter.subject());
    }

    #[test]
    fn a_visit_is_told_from_its_beginning_to_its_end() {
        let mut letter = letter(Language::English, "Europe/Oslo", "2026-12-10T12:00", "2026-12-10T08:30");
        let About::Deadline { due } = &mut letter.lines[0].about else { panic!("a date") };
        (due.kind, due.from) = (MilestoneKind::SiteVisit, Moment::parse("2026-12-10T10:30"));
        let body = letter.body();
        for part in ["When: Thu 10 Dec 2026, 10:30–12:00 (JST)", "02:30 Oslo – 04:00 Oslo", "Left: 2 hours left"] {
            assert!(body.contains(part), "{part}: {body}");
        }
    }
}
