pub fn problem(_: &crate::domain::problem::Problem) -> String { String::new() }
pub fn sentence(_: &crate::error::AppError) -> String { String::new() }
