//! What every request shares.

use std::sync::Arc;

use leptos::config::LeptosOptions;
use tokio::sync::Semaphore;

use crate::domain::language::Language;
use crate::server::access::password::Passwords;
use crate::server::failure::Failure;
use crate::server::jobs::{Jobs, PlanRules};
use crate::server::mail::Post;
use crate::server::pages_count::Office;
use crate::server::rooms::Rooms;
use crate::server::settings::Settings;
use crate::server::store::Store;
use crate::server::templates::Templates;
use crate::ui::wording::{in_language, template_fault};

/// Uploads that are read into memory at the same time.
const UPLOADS_AT_ONCE: usize = 6;
/// Buyers' forms that are read or filled at the same time: each may take some hundred megabytes.
const FORMS_AT_ONCE: usize = 2;

/// What every request shares.
#[derive(Debug)]
pub struct AppState {
    /// As started.
    pub settings: Settings,
    /// The database.
    pub store: Store,
    /// Live texts.
    pub rooms: Rooms,
    /// Forms, layouts, outlines and rules.
    pub templates: Templates,
    /// Password hashing.
    pub passwords: Passwords,
    /// The office program that counts pages.
    pub office: Office,
    /// The way to the mail server, when there is one.
    pub post: Option<Post>,
    /// What the server does by itself.
    pub jobs: Jobs,
    /// Bounds how many uploads are read into memory at once; the others wait with theirs unread.
    pub uploads: Semaphore,
    /// Bounds how many buyers' forms are in memory at once. Shared, so that a place is kept while the work goes on
    /// beside the threads that answer requests, even when the reader has left.
    pub forms: Arc<Semaphore>,
    /// What leptos needs to know of the browser half.
    pub leptos: LeptosOptions,
}

/// Shared handle.
pub type State = Arc<AppState>;

impl AppState {
    /// Opens the database and loads the templates.
    ///
    /// # Errors
    /// When either cannot be; when the settings of mail cannot be read.
    pub async fn open(settings: Settings) -> Result<State, Failure> {
        let templates = Templates::load(settings.templates.as_deref()).map_err(|problem| {
            Failure::fault(in_language(Language::English, || problem.told(template_fault::sentence)))
        })?;
        let store = Store::open(&settings.data, settings.database_url.as_deref()).await?;
        let rooms = Rooms::new(store.clone(), settings.database_url.clone());
        let leptos = LeptosOptions::builder()
            .output_name("musubi")
            .site_root(settings.site.display().to_string())
            .site_pkg_dir("pkg")
            .site_addr(settings.addr)
            .build();
        let passwords = Passwords::new(settings.password_cost);
        let office = Office::new(settings.soffice.clone());
        let post = settings.mail.as_ref().map(Post::open).transpose()?;
        let jobs = Jobs::default();
        let uploads = Semaphore::new(UPLOADS_AT_ONCE);
        let forms = Arc::new(Semaphore::new(FORMS_AT_ONCE));
        Ok(Arc::new(Self { settings, store, rooms, templates, passwords, office, post, jobs, uploads, forms, leptos }))
    }

    /// The rules by which background tasks reckon plans.
    #[must_use]
    pub fn plan_rules(&self) -> PlanRules {
        PlanRules {
            lead_times: self.templates.lead_times().clone(),
            exceptions: self.templates.exceptions().clone(),
            abroad: self.templates.holidays_abroad().clone(),
        }
    }
}
