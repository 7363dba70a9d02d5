//! Random well-typed models as text.
