//! The questions of the example: one that is ready, one of the partner that waits for its Japanese.

use musubi::domain::id::BidId;
use musubi::domain::question::QuestionForm;
use musubi::server::edge::Call;
use musubi::server::failure::Failure;
use musubi::server::services::questions;

/// Proposes both.
pub(super) async fn propose(minato: &Call, nordlys: &Call, bid: BidId) -> Result<(), Failure> {
    let ready = QuestionForm {
        document: "仕様書".to_owned(),
        page: "3".to_owned(),
        item: "第２章２(1)".to_owned(),
        question: "業務の一部の再委託は、事前の承諾があれば認められるか。".to_owned(),
        question_en: "May part of the work be subcontracted with prior consent?".to_owned(),
    };
    let id = questions::add(minato, bid, &ready).await?;
    questions::set_state(minato, bid, id, 1, "ready").await?;
    let draft = QuestionForm {
        document: "実施要領".to_owned(),
        page: "7".to_owned(),
        question_en: "May references from municipalities outside Japan be listed?".to_owned(),
        ..QuestionForm::default()
    };
    questions::add(nordlys, bid, &draft).await?;
    Ok(())
}
