//! What must hold of a model as a whole.

mod acting;
mod active;
mod alike;
mod case;
mod circle;
mod combination;
mod conflict;
mod coverage;
mod decided;
mod display;
mod evidence;
mod fact;
mod finish;
mod forbidden;
mod forgive;
mod idle;
mod known;
mod names;
mod never;
mod quote;
mod reach;
mod series;
mod settle;
mod share;
mod steps;
mod usage;
