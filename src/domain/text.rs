//! Texts.
/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum TextProblem {
    /// Form.
    Form,
}
