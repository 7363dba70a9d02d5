//! Files put together.
