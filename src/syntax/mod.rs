//! Text → [`ast::Document`].
pub mod ast;
