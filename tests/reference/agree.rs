//! Whether the engine and the reference agree.
