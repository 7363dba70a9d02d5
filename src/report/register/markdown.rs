//! todo
use super::Shown;
/// todo
pub fn markdown(_shown: Shown<'_>) -> String {
    String::new()
}
