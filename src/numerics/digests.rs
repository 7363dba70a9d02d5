//! The edition's draws, bit by bit: a digest of each family's first draws. These never change.

use super::distribution::typical::TYPICAL;
use super::{Family, Form, Law, Role, Sampler, Stream, Width, stream_hash};

const DRAWS: usize = 4096;

/// In the order of the families; the last three are the uniforms, a truncated normal and a mixture.
const DIGESTS: [u64; 20] = [
    0x057b_d563_39fd_dd1a,
    0xc49b_1fb8_59b1_3599,
    0x4caf_b4b5_48df_b6c2,
    0x472d_207d_6098_17e7,
    0x7f11_dd97_aa1f_278e,
    0x2f33_f930_2863_445b,
    0xd25a_cd3f_6898_eb96,
    0xb429_34fa_4806_ef1d,
    0xb688_f205_b5ca_f009,
    0xc1f3_0c2a_d172_82c4,
    0x981a_c0a6_cf2f_17c5,
    0x7d83_04c4_b9e2_825a,
    0x80bb_bc79_23ec_8e74,
    0x727a_425f_7fec_0705,
    0xc1ff_f768_8d1b_5a51,
    0xbd17_e7e4_6223_4421,
    0xf94e_4a4c_141c_0755,
    0xc305_82df_aca4_2973,
    0xc282_abc7_b91c_3219,
    0x2056_99fa_42eb_fe50,
];

/// 64-bit FNV-1a over the bits of each value, lowest byte first.
fn digest(values: &[f64]) -> u64 {
    let bytes = values
        .iter()
        .flat_map(|value| value.to_bits().to_le_bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[test]
fn the_first_draws_of_every_family_are_settled() {
    let stream = Stream::new(1, stream_hash("", "x", "", Role::Value));
    let mut uniforms = [0.0; DRAWS];
    stream.uniforms(Width::widest(), 0, 0, &mut uniforms);
    let mut out = [0.0; DRAWS];
    let mut digests = Vec::new();
    for (family, params) in TYPICAL {
        Sampler::new(family, params)
            .unwrap()
            .fill(Width::widest(), &uniforms, &mut out);
        digests.push((format!("{family:?}"), digest(&out)));
    }
    digests.push(("uniforms".to_owned(), digest(&uniforms)));
    let cut = Sampler::truncated(Family::Normal, &[100.0, 15.0], 90.0, 150.0).unwrap();
    cut.fill(Width::widest(), &uniforms, &mut out);
    digests.push(("truncated".to_owned(), digest(&out)));
    let mixed = Law::of(Form::Mixture(vec![
        (Law::of(Form::Family(Family::Normal, vec![0.0, 1.0])), 0.7),
        (Law::point(0.0), 0.3),
    ]));
    Sampler::of(&mixed)
        .unwrap()
        .fill(Width::widest(), &uniforms, &mut out);
    digests.push(("mixture".to_owned(), digest(&out)));
    let found: Vec<u64> = digests.iter().map(|(_, digest)| *digest).collect();
    let named: Vec<String> = digests
        .iter()
        .map(|(name, d)| format!("{name} {d:#018x}"))
        .collect();
    assert_eq!(found, DIGESTS, "{named:#?}");
}
