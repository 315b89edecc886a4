//! Controls and pieces that every page is built of: labelled, two-lingual, working without scripting.
//! They know no domain type and fetch nothing. The looks are in `style/`, one file per kind.
//!
//! A form that comes back filled after a refusal, with each problem at its field:
//!
//! ```ignore
//! view! {
//!     <PostForm action="/api/contacts/add">
//!         <Hidden name="bid" value=bid.to_string()/>
//!         <Field name="name" label=words::NAME required=true value=contact.name.clone()/>
//!         <Field name="email" label=words::EMAIL kind=FieldKind::Email hint=words::EMAIL_HINT/>
//!         <Select name="role" label=words::ROLE selected="buyer" options=vec![
//!             Choice::new("buyer", words::BUYER), Choice::new("partner", words::PARTNER)]/>
//!         <Actions><Submit label=words::ADD/><ButtonLink href=back label=words::BACK/></Actions>
//!     </PostForm>
//! }
//! ```
//!
//! Two forms on one page that post to the same address (one per row) need `row=("contact", id)`, the
//! hidden field by which a refused post finds its row again; `PostForm` writes that field itself.
//!
//! Every text is a [`Words`]: a `Phrase`, a `String`, a `&str`, or an `Option` of them; nothing is shown
//! for an empty one. A page:
//!
//! ```ignore
//! view! {
//!     <Crumbs items=vec![(say(shell::TENDERS).to_owned(), Some(paths::TENDERS.to_owned())), (city, None)]/>
//!     <PageHead title=tender.title sub=buyer gloss=title_in_english>
//!         <Countdown label=words::DUE_IN number="12" unit=words::DAYS when="令和8年12月10日（木）17:00"
//!             other="09:00 Oslo" urgency=Urgency::Soon/>
//!     </PageHead>
//!     <Timeline label=words::DATES steps=steps/>
//!     <DataTable caption=words::SECTIONS columns=vec![Column::text(words::TITLE), Column::number(words::PAGES)]>
//!         <tr><Cell label=words::TITLE>{title}</Cell><Cell label=words::PAGES align=Align::End>"6"</Cell></tr>
//!     </DataTable>
//!     <Findings><FindingRow kind=FindingKind::Blocking title=what detail="R-37" href=place link=words::FIX/></Findings>
//! }
//! ```

mod bilingual;
mod button;
mod cell_field;
mod choice;
mod control;
mod disclosure;
mod dock;
mod field;
mod file_field;
mod finding;
pub(in crate::ui) mod form_fields;
mod icon;
mod logo;
mod notice;
mod page_head;
mod post_form;
mod progress;
mod table;
mod tag;
mod text_area;
mod timeline;
mod unsaved_guard;
mod words;

pub use bilingual::Bilingual;
pub use button::{Actions, ButtonKind, ButtonLink, PostButton, Submit};
pub use cell_field::{CellField, CellSelect};
pub use choice::{Checkbox, Choice, Radios, RadiosLook, Select};
pub use disclosure::Disclosure;
pub use dock::{Dock, DockItem};
pub use field::{Field, FieldKind, FieldWidth};
pub use file_field::FileField;
pub use finding::{FindingKind, FindingRow, Findings};
pub use icon::{Icon, IconName};
pub use logo::Logo;
pub use notice::{Empty, Notice, NoticeKind};
pub use page_head::{Countdown, Crumbs, PageHead, SkipLink, Urgency};
pub use post_form::{Fieldset, Hidden, PostForm, Revision};
pub use progress::Progress;
pub use table::{Align, Cell, Column, DataTable};
pub use tag::{Tag, TagKind};
pub use text_area::TextArea;
pub use timeline::{Milestone, MilestoneState, Timeline};
pub use unsaved_guard::UnsavedGuard;
pub use words::Words;
