use super::labels;
use crate::server::buyer_forms::read;
#[test]
fn real_tmp() {
    let mut all: Vec<_> = std::fs::read_dir("/work/shared/data/forms").unwrap().map(|e| e.unwrap().path()).collect();
    all.sort();
    for path in all {
        match read(&std::fs::read(&path).unwrap(), &labels()) {
            Ok(form) => println!(
                "REAL {} {} {:?} {:?}",
                path.file_name().unwrap().to_string_lossy(),
                form.blanks.len(),
                form.protection,
                form.blanks.iter().take(12).map(|b| format!("{} {}", b.id, b.label)).collect::<Vec<_>>()
            ),
            Err(e) => println!("REAL {} {e:?}", path.display()),
        }
    }
    panic!("shown");
}
