//! What is true: the field's values and rules. No input or output, no clock, no database, no pages.

pub mod bid;
pub mod block;
pub mod corporate_number;
pub mod days;
pub mod deadline;
pub mod document;
pub mod document_settings;
pub mod document_view;
pub mod era;
pub mod finding;
pub mod form;
pub mod id;
pub mod instant;
pub mod joint_venture;
pub mod joint_venture_view;
pub mod language;
pub mod manuscript;
pub mod money;
pub mod notice;
pub mod postal;
pub mod problem;
pub mod seat;
pub mod section;
pub mod tender;
pub mod tender_form;
pub mod text;
