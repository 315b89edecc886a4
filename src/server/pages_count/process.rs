//! One run of the office program, in a process group of its own: the program is a script that starts others, and all
//! of them end with it.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process_group};
use tokio::process::{Child, Command};

use super::OfficeProblem;
use super::folder::Folder;

/// Converts the paper in the folder.
pub(super) async fn convert(program: &Path, folder: &Folder, time_limit: Duration) -> Result<(), OfficeProblem> {
    let mut group = Group { child: command(program, folder).spawn().map_err(|_| OfficeProblem::Failed)? };
    match tokio::time::timeout(time_limit, group.child.wait()).await {
        Ok(Ok(status)) if status.success() => Ok(()),
        Ok(_) => Err(OfficeProblem::Failed),
        Err(_) => {
            group.kill();
            // It is gone before its folder is.
            let _ = group.child.wait().await;
            Err(OfficeProblem::TooLong)
        }
    }
}

fn command(program: &Path, folder: &Folder) -> Command {
    let mut profile = std::ffi::OsString::from("-env:UserInstallation=file://");
    profile.push(folder.profile());
    let mut command = Command::new(program);
    command
        .arg(profile)
        .args(["--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--convert-to", "pdf"])
        .arg("--outdir")
        .arg(folder.path())
        .arg(folder.paper())
        .env_clear()
        .env("PATH", "/usr/local/bin:/usr/bin:/bin")
        .env("HOME", folder.path())
        .env("TMPDIR", folder.path())
        .env("LANG", "C.UTF-8")
        .env("SAL_USE_VCLPLUGIN", "svp")
        .current_dir(folder.path())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .kill_on_drop(true);
    command
}

/// Everything that one run started.
struct Group {
    child: Child,
}

impl Group {
    fn kill(&self) {
        // A child that was waited for has no id any more: its number may be somebody else's by now.
        let id = self.child.id().and_then(|id| i32::try_from(id).ok()).and_then(Pid::from_raw);
        if let Some(group) = id {
            // It may just have ended.
            let _ = kill_process_group(group, Signal::KILL);
        }
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        self.kill();
    }
}
