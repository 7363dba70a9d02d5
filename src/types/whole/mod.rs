//! What must hold of a model as a whole.

mod circle;
mod conditional;
mod conflict;
mod coverage;
mod display;
mod evidence;
mod finish;
mod forbidden;
mod forgive;
mod idle;
mod known;
mod looks;
mod series;
mod settle;
mod share;
mod usage;
mod weights;
