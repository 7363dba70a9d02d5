//! `foreland run`
