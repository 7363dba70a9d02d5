//! The units that are built in, and those that a model declares.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Atom, Base, Dimension, Exponent, Factor, Unit};

/// ISO 4217's active currency codes.
const CURRENCIES: &str = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD \
CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF \
GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD \
MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR \
RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX \
USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XCG XDR XOF XPF YER ZAR ZMW ZWG";

/// Things that are counted, each a dimension of its own; both spellings are one unit.
const COUNTED: &[(&str, &str)] = &[
    ("people", "person"),
    ("jobs", "job"),
    ("workers", "worker"),
    ("households", "household"),
    ("plants", "plant"),
    ("projects", "project"),
    ("vehicles", "vehicle"),
    ("ships", "ship"),
];

/// Physical units: names that mean the same, base dimensions with exponents, size as numerator and denominator.
type Physical = (&'static str, &'static [(&'static str, i32)], i128, i128);

const MASS: &[(&str, i32)] = &[("mass", 1)];
const LENGTH: &[(&str, i32)] = &[("length", 1)];
const AREA: &[(&str, i32)] = &[("length", 2)];
const VOLUME: &[(&str, i32)] = &[("length", 3)];
const TIME: &[(&str, i32)] = &[("time", 1)];
const ENERGY: &[(&str, i32)] = &[("mass", 1), ("length", 2), ("time", -2)];
const POWER: &[(&str, i32)] = &[("mass", 1), ("length", 2), ("time", -3)];
const FORCE: &[(&str, i32)] = &[("mass", 1), ("length", 1), ("time", -2)];
const PRESSURE: &[(&str, i32)] = &[("mass", 1), ("length", -1), ("time", -2)];

/// Base sizes: kilogram, metre, second.
const PHYSICAL: &[Physical] = &[
    ("mg", MASS, 1, 1_000_000),
    ("g", MASS, 1, 1_000),
    ("kg", MASS, 1, 1),
    ("t tonne tonnes", MASS, 1_000, 1),
    ("kt", MASS, 1_000_000, 1),
    ("Mt", MASS, 1_000_000_000, 1),
    ("Gt", MASS, 1_000_000_000_000, 1),
    ("lb", MASS, 45_359_237, 100_000_000),
    ("oz", MASS, 28_349_523_125, 1_000_000_000_000),
    ("oz_troy", MASS, 311_034_768, 10_000_000_000),
    ("short_ton", MASS, 90_718_474, 100_000),
    ("long_ton", MASS, 10_160_469_088, 10_000_000),
    ("carat ct", MASS, 2, 10_000),
    ("mm", LENGTH, 1, 1_000),
    ("cm", LENGTH, 1, 100),
    ("m", LENGTH, 1, 1),
    ("km", LENGTH, 1_000, 1),
    ("ft", LENGTH, 3_048, 10_000),
    ("mile miles", LENGTH, 1_609_344, 1_000),
    ("nmi", LENGTH, 1_852, 1),
    ("ha", AREA, 10_000, 1),
    ("acre acres", AREA, 40_468_564_224, 10_000_000),
    ("L litre litres", VOLUME, 1, 1_000),
    (
        "bbl barrel barrels",
        VOLUME,
        158_987_294_928,
        1_000_000_000_000,
    ),
    ("gal", VOLUME, 3_785_411_784, 1_000_000_000_000),
    ("bcm", VOLUME, 1_000_000_000, 1),
    ("TEU", &[("TEU", 1)], 1, 1),
    ("s second seconds", TIME, 1, 1),
    ("minute minutes", TIME, 60, 1),
    ("h hour hours", TIME, 3_600, 1),
    ("day days", TIME, 86_400, 1),
    ("week weeks", TIME, 604_800, 1),
    ("month months", TIME, 2_629_800, 1),
    ("quarter quarters", TIME, 7_889_400, 1),
    ("year years", TIME, 31_557_600, 1),
    ("decade decades", TIME, 315_576_000, 1),
    ("J", ENERGY, 1, 1),
    ("kJ", ENERGY, 1_000, 1),
    ("MJ", ENERGY, 1_000_000, 1),
    ("GJ", ENERGY, 1_000_000_000, 1),
    ("TJ", ENERGY, 1_000_000_000_000, 1),
    ("PJ", ENERGY, 1_000_000_000_000_000, 1),
    ("EJ", ENERGY, 1_000_000_000_000_000_000, 1),
    ("Wh", ENERGY, 3_600, 1),
    ("kWh", ENERGY, 3_600_000, 1),
    ("MWh", ENERGY, 3_600_000_000, 1),
    ("GWh", ENERGY, 3_600_000_000_000, 1),
    ("TWh", ENERGY, 3_600_000_000_000_000, 1),
    ("toe", ENERGY, 41_868_000_000, 1),
    ("ktoe", ENERGY, 41_868_000_000_000, 1),
    ("Mtoe", ENERGY, 41_868_000_000_000_000, 1),
    ("MMBtu", ENERGY, 105_505_585_262, 100),
    ("W", POWER, 1, 1),
    ("kW", POWER, 1_000, 1),
    ("MW", POWER, 1_000_000, 1),
    ("GW", POWER, 1_000_000_000, 1),
    ("TW", POWER, 1_000_000_000_000, 1),
    ("N", FORCE, 1, 1),
    ("Pa", PRESSURE, 1, 1),
    ("bar", PRESSURE, 100_000, 1),
    ("A", &[("current", 1)], 1, 1),
    (
        "V",
        &[("mass", 1), ("length", 2), ("time", -3), ("current", -1)],
        1,
        1,
    ),
    ("K", &[("temperature", 1)], 1, 1),
    ("mol", &[("amount", 1)], 1, 1),
    ("bit bits", &[("data", 1)], 1, 1),
    ("byte bytes", &[("data", 1)], 8, 1),
    ("GB", &[("data", 1)], 8_000_000_000, 1),
    ("TB", &[("data", 1)], 8_000_000_000_000, 1),
];

/// A built-in unit as it is named below the `/`: `year` for `years`.
pub(super) fn of_one(symbol: &str) -> &str {
    let Some(one) = symbol.strip_suffix('s') else {
        return symbol;
    };
    let both = |names: &str| {
        let has = |wanted| names.split_ascii_whitespace().any(|name| name == wanted);
        has(symbol) && has(one)
    };
    let counted = COUNTED.contains(&(symbol, one));
    match counted || PHYSICAL.iter().any(|(names, ..)| both(names)) {
        true => one,
        false => symbol,
    }
}

/// Whether `code` is an ISO 4217 currency.
pub fn is_currency(code: &str) -> bool {
    CURRENCIES
        .split_ascii_whitespace()
        .any(|known| known == code)
}

/// Every unit that a model may write, by name.
#[derive(Clone, Debug)]
pub struct Catalogue(BTreeMap<String, Arc<Atom>>);

impl Default for Catalogue {
    fn default() -> Self {
        let mut catalogue = Catalogue(BTreeMap::new());
        for code in CURRENCIES.split_ascii_whitespace() {
            catalogue.add(
                code,
                Dimension::of(Base::Currency(code.to_owned())),
                Factor::one(),
            );
        }
        for &(many, one) in COUNTED {
            let dimension = Dimension::of(Base::Physical(many));
            catalogue.add(many, dimension.clone(), Factor::one());
            catalogue.add(one, dimension, Factor::one());
        }
        for &(names, bases, numerator, denominator) in PHYSICAL {
            for name in names.split_ascii_whitespace() {
                catalogue.add(name, physical(bases), Factor::ratio(numerator, denominator));
            }
        }
        catalogue
    }
}

fn physical(bases: &[(&'static str, i32)]) -> Dimension {
    let mut dimension = Dimension::default();
    for &(base, exponent) in bases {
        let base = if base == "time" {
            Base::Time
        } else {
            Base::Physical(base)
        };
        dimension.multiply(&Dimension::of(base), Exponent::from_integer(exponent));
    }
    dimension
}

impl Catalogue {
    /// Adds a unit of this size, replacing one of the same name.
    pub fn add(&mut self, symbol: &str, dimension: Dimension, size: Factor) {
        let atom = Atom {
            symbol: symbol.to_owned(),
            dimension,
            size,
        };
        self.0.insert(symbol.to_owned(), Arc::new(atom));
    }

    /// The unit of this name.
    pub fn get(&self, name: &str) -> Option<&Arc<Atom>> {
        self.0.get(name)
    }

    /// The names of all units, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// A unit by name; a plain number where the catalogue does not have it.
    pub fn unit(&self, name: &str) -> Unit {
        self.get(name)
            .map_or_else(Unit::none, |atom| Unit::of(Arc::clone(atom)))
    }
}
