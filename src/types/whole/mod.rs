//! What must hold of a model as a whole.

mod circle;
mod conflict;
mod coverage;
mod decided;
mod display;
mod evidence;
mod finish;
mod forgive;
mod idle;
mod names;
mod options;
mod parts;
mod probability;
mod quote;
mod series;
mod share;
mod when;
