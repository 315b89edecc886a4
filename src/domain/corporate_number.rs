//! 法人番号.
/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum CorporateNumberProblem {
    /// Form.
    Form,
}
