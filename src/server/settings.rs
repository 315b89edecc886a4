//! What the person who starts the server decides: from the command line and the environment.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use crate::server::access::password::PasswordCost;
use crate::server::mail::{MailSettings, SmtpUrl};

/// Between two looks for reminders.
const ROUND: Duration = Duration::from_secs(30);

/// Settings of one running server or command.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Folder of the embedded database and nothing else.
    pub data: PathBuf,
    /// `DATABASE_URL`: PostgreSQL instead of the embedded database.
    pub database_url: Option<String>,
    /// Where to listen.
    pub addr: SocketAddr,
    /// The address people use, when it differs from `addr` (behind a proxy); decides Secure cookies.
    pub public_url: Option<String>,
    /// Folder of the browser half and the style sheet.
    pub site: PathBuf,
    /// Folder whose files lie over the embedded templates.
    pub templates: Option<PathBuf>,
    /// Program that reads the text of a PDF.
    pub pdftotext: PathBuf,
    /// Office program that counts the pages of a proposal; without one they are reckoned by lines.
    pub soffice: Option<PathBuf>,
    /// How mail is sent; without it reminders stand in the application only.
    pub mail: Option<MailSettings>,
    /// How often the server looks for reminders by itself; tests do that themselves.
    pub round: Option<Duration>,
    /// What hashing a password costs; tests take less.
    pub password_cost: PasswordCost,
}

impl Settings {
    /// Settings for a data folder, everything else from the environment or by default.
    #[must_use]
    pub fn for_data(data: PathBuf) -> Self {
        let beside = std::env::current_exe()
            .ok()
            .and_then(|path| path.parent().map(|folder| folder.join("site")))
            .unwrap_or_else(|| PathBuf::from("site"));
        Self {
            data,
            database_url: std::env::var("DATABASE_URL").ok().filter(|url| !url.is_empty()),
            addr: SocketAddr::from(([127, 0, 0, 1], 3000)),
            public_url: std::env::var("MUSUBI_PUBLIC_URL").ok().filter(|url| !url.is_empty()),
            site: beside,
            templates: None,
            pdftotext: std::env::var_os("MUSUBI_PDFTOTEXT").map_or_else(|| on_path("pdftotext"), PathBuf::from),
            soffice: office_program(),
            mail: mail(),
            round: Some(ROUND),
            password_cost: PasswordCost::default(),
        }
    }

    /// Whether people reach the server over TLS.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.public_url.as_deref().is_some_and(|url| url.starts_with("https://"))
    }

    /// The address to print and to put in links.
    #[must_use]
    pub fn base_url(&self) -> String {
        self.public_url
            .as_deref()
            .map_or_else(|| format!("http://{}", self.addr), |url| url.trim_end_matches('/').to_owned())
    }
}

/// `MUSUBI_SMTP_URL`, `MUSUBI_MAIL_FROM` and `MUSUBI_SMTP_CA`; what is wrong with them is told when the server starts.
fn mail() -> Option<MailSettings> {
    let smtp = std::env::var("MUSUBI_SMTP_URL").ok().filter(|url| !url.trim().is_empty())?;
    Some(MailSettings {
        smtp: SmtpUrl::new(&smtp),
        from: std::env::var("MUSUBI_MAIL_FROM").unwrap_or_default(),
        authority: std::env::var_os("MUSUBI_SMTP_CA").filter(|file| !file.is_empty()).map(PathBuf::from),
    })
}

/// `MUSUBI_SOFFICE`, where empty means none; LibreOffice where Debian puts it.
fn office_program() -> Option<PathBuf> {
    let program = std::env::var_os("MUSUBI_SOFFICE").map_or_else(|| PathBuf::from("/usr/bin/soffice"), PathBuf::from);
    program.is_file().then_some(program)
}

/// Where a program lies on the search path; its bare name when it lies nowhere.
fn on_path(program: &str) -> PathBuf {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&folders)
        .map(|folder| folder.join(program))
        .find(|path| path.is_file())
        .unwrap_or_else(|| PathBuf::from(program))
}
