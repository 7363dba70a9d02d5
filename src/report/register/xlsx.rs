//! todo
use super::Shown;
/// todo
pub fn xlsx(_shown: Shown<'_>, _out: impl std::io::Write) -> std::io::Result<()> {
    Err(std::io::Error::other("todo"))
}
