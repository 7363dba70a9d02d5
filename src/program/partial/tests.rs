//! Partial files that are torn, bent or made up.
