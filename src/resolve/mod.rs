//! Document → Model.
