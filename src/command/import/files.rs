//! Which files a command names, and their bytes: folders in the order of names, never more than the limit read.

use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};

use musubi::domain::notice::IntakeProblem;
use musubi::server::intake::source::UPLOAD_LIMIT;
use tokio::io::AsyncReadExt;

/// Folders inside each other beyond this are not entered.
const DEEPEST: usize = 32;

/// Why a file was not read.
pub enum Unread {
    /// It is too large, or no file to be taken.
    Problem(IntakeProblem),
    /// The system refused.
    System(Error),
}

/// The files that paths name, a folder's own in the order of their names. What begins with a dot is left out, and so
/// is a link that leads out of its folder.
///
/// # Errors
/// The system's, for a folder that cannot be read. A path that does not exist is kept: reading it will say so.
pub fn named(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            walk(path, &path.canonicalize()?, 0, &mut files)?;
        } else {
            files.push(path.clone());
        }
    }
    Ok(files)
}

fn walk(folder: &Path, root: &Path, depth: usize, files: &mut Vec<PathBuf>) -> Result<(), Error> {
    let mut entries =
        std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()?;
    entries.sort();
    for path in entries {
        let is_hidden = path.file_name().is_none_or(|name| name.to_string_lossy().starts_with('.'));
        let leads_out = path.is_symlink() && !path.canonicalize().is_ok_and(|target| target.starts_with(root));
        if is_hidden || leads_out {
            continue;
        }
        // A link to a folder of the same tree would be walked twice, or for ever.
        if path.is_dir() && !path.is_symlink() && depth < DEEPEST {
            walk(&path, root, depth + 1, files)?;
        } else if path.is_file() {
            files.push(path);
        }
    }
    Ok(())
}

/// Reads a file; one that is too large is refused by its length, and one that grows meanwhile at the limit.
pub async fn read(path: &Path) -> Result<Vec<u8>, Unread> {
    let too_large = || Unread::Problem(IntakeProblem::TooLarge { limit: UPLOAD_LIMIT as u64 });
    // Opening a pipe would wait for its other end.
    let metadata = tokio::fs::metadata(path).await.map_err(Unread::System)?;
    if !metadata.is_file() {
        return Err(Unread::System(Error::new(ErrorKind::InvalidInput, "not a file")));
    }
    if metadata.len() > UPLOAD_LIMIT as u64 {
        return Err(too_large());
    }
    let file = tokio::fs::File::open(path).await.map_err(Unread::System)?;
    let mut bytes = Vec::new();
    file.take(UPLOAD_LIMIT as u64 + 1).read_to_end(&mut bytes).await.map_err(Unread::System)?;
    if bytes.len() > UPLOAD_LIMIT { Err(too_large()) } else { Ok(bytes) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_walked_in_the_order_of_names_without_what_is_hidden_or_leads_out() {
        let folder = tempfile::tempdir().unwrap();
        let outside = tempfile::tempdir().unwrap();
        let root = folder.path();
        std::fs::create_dir_all(root.join("b/c")).unwrap();
        std::fs::create_dir(root.join(".git")).unwrap();
        for name in ["b/c/2.txt", "b/1.txt", "a.txt", ".hidden", ".git/x.txt", "c.txt"] {
            std::fs::write(root.join(name), "x").unwrap();
        }
        std::fs::write(outside.path().join("secret.txt"), "x").unwrap();
        std::os::unix::fs::symlink(outside.path().join("secret.txt"), root.join("d.txt")).unwrap();
        std::os::unix::fs::symlink(root, root.join("b/loop")).unwrap();
        std::os::unix::fs::symlink(root.join("a.txt"), root.join("e.txt")).unwrap();
        let names: Vec<String> = named(&[root.to_path_buf()])
            .unwrap()
            .iter()
            .map(|path| path.strip_prefix(root).unwrap().display().to_string())
            .collect();
        assert_eq!(names, ["a.txt", "b/1.txt", "b/c/2.txt", "c.txt", "e.txt"]);
    }

    #[tokio::test]
    async fn a_file_of_200_megabytes_is_refused_unread() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("large.txt");
        std::fs::File::create(&path).unwrap().set_len(200 * 1024 * 1024).unwrap();
        let refused = read(&path).await;
        assert!(matches!(refused, Err(Unread::Problem(IntakeProblem::TooLarge { .. }))));
    }
}
