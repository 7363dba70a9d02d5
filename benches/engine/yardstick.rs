//! The mine model by hand: what a program can do that was written for this model alone, with the engine's generator and
//! kernels, at the same vector width, to the same bits.
//!
//! It knows what the engine cannot: that the delay is whole, that a scenario changes neither price nor ramp, that of a
//! mine's cash in a year there are two cases, unrest or none. It uses nothing that another number in the model would undo.

use foreland::numerics::{Family, Role, Sampler, Stream, StreamName, Width, maths};
use rayon::prelude::*;

use super::year::{Column, LANES, NOTHING, OPTIONS, Outcomes, Room, ZERO, earn, prices};

const YEARS: u64 = 31;
const RATES: [f64; OPTIONS] = [0.08, 0.09, 0.12];
const CAPEX_FACTORS: [f64; OPTIONS] = [0.95, 1.0, 1.1];
const HAZARD_FACTORS: [f64; OPTIONS] = [0.8, 1.0, 1.6];
const UNREST: f64 = 0.04;

/// The mine.
pub struct Mine {
    capex: (Stream, Sampler),
    slip: (Stream, Sampler),
    unit_cost: (Stream, Sampler),
    shock: (Stream, Sampler),
    unrest: Stream,
    ban: Stream,
    /// The probability of unrest in a year, by scenario.
    hazards: [f64; OPTIONS],
}

impl Mine {
    /// As the model says, with this seed.
    pub fn new(seed: u64) -> Mine {
        let stream = |name, role| Stream::new(seed, StreamName::of(name).hash(role));
        let drawn = |name, family, numbers: &[f64]| {
            let sampler = Sampler::new(family, numbers).expect("a distribution");
            (stream(name, Role::Value), sampler)
        };
        // A factor acts on the rate behind an annual probability.
        let hazard = |factor| -maths::expm1(factor * maths::ln_1p(-UNREST));
        Mine {
            capex: drawn("capex", Family::LogNormal, &[5.6e9, 1.0e9]),
            slip: drawn("slip", Family::Triangular, &[0.0, 1.0, 3.0]),
            unit_cost: drawn("unit_cost", Family::Normal, &[1.9, 0.2]),
            // Drawn at the size at which it is added.
            shock: drawn("shock", Family::Normal, &[0.0, 0.2]),
            unrest: stream("unrest", Role::Fire),
            ban: stream("export_ban", Role::Fire),
            hazards: HAZARD_FACTORS.map(|by| if by == 1.0 { UNREST } else { hazard(by) }),
        }
    }

    /// Fills blocks of draws from the first draw on; on the threads of a pool, if there is one.
    pub fn run(&self, width: Width, pool: Option<&rayon::ThreadPool>, blocks: &mut [Outcomes]) {
        let each = |room: &mut Box<Room>, (at, block): (usize, &mut Outcomes)| {
            self.block(width, (at * LANES) as u64, room, block);
        };
        match pool {
            None => {
                let mut room = Room::new();
                let blocks = blocks.iter_mut().enumerate();
                blocks.for_each(|block| each(&mut room, block));
            }
            Some(pool) => pool.install(|| {
                let blocks = blocks.par_iter_mut().enumerate();
                blocks.with_min_len(8).for_each_init(Room::new, each);
            }),
        }
    }

    fn block(&self, width: Width, first: u64, room: &mut Room, out: &mut Outcomes) {
        self.begin(width, first, room);
        *out = NOTHING;
        let mut discounts = [1.0; OPTIONS];
        for year in 0..YEARS {
            draw(&self.shock, width, (first, year), &mut room.shock);
            let [unrest, ban] = &mut room.uniforms;
            self.unrest.uniforms(width, first, year, &mut unrest.0);
            self.ban.uniforms(width, first, year, &mut ban.0);
            let hazards = &self.hazards;
            prices(width, room);
            width.run(
                #[inline(always)]
                || earn(room, out, year as f64, hazards, &discounts),
            );
            for (discount, rate) in discounts.iter_mut().zip(RATES) {
                *discount *= 1.0 + rate;
            }
        }
    }

    /// What is drawn once.
    fn begin(&self, width: Width, first: u64, room: &mut Room) {
        draw(&self.slip, width, (first, 0), &mut room.late);
        draw(&self.unit_cost, width, (first, 0), &mut room.unit_cost);
        draw(&self.capex, width, (first, 0), &mut room.price);
        width.run(
            #[inline(always)]
            || {
                room.late.0 = room.late.0.map(f64::floor);
                for (spent, factor) in room.spent.iter_mut().zip(CAPEX_FACTORS) {
                    spent.0 = room.price.0.map(|capex| capex * factor / 4.0);
                }
            },
        );
        room.drift = ZERO;
        room.ban = ZERO;
        room.unrest = [ZERO; OPTIONS];
    }
}

fn draw(drawn: &(Stream, Sampler), width: Width, at: (u64, u64), out: &mut Column) {
    let mut uniforms = ZERO;
    drawn.0.uniforms(width, at.0, at.1, &mut uniforms.0);
    drawn.1.fill(width, &uniforms.0, &mut out.0);
}
