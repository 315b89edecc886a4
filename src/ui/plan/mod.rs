//! The backward plan on screen: the table of tasks, the form of one, the picture.

mod form;
mod picture;
mod table;

pub use form::AddTask;
pub use picture::PlanPicture;
pub use table::{RemovedTasks, TaskTable};
