//! Numerics edition 1.
