//! Owns the randomness of the demonstration data: one documented seed, one independent
//! stream for each series, the same numbers on every machine.
//!
//! The generator is xoshiro256++ seeded by splitmix64 (Blackman and Vigna). A stream is found
//! by its label rather than by the order of calls, so that adding a series leaves all the
//! others as they were.

/// The seed of every stream.
pub const SEED: u64 = 0x0EAE_2025_0002_0144;

/// The first year of every autoregressive series.
const FIRST_YEAR: u16 = 1990;

/// The persistence of the yearly noise.
const PERSISTENCE: f64 = 0.7;

/// What a stream of random numbers is for: the first part of its label. New ones go last.
#[derive(Clone, Copy)]
pub enum Purpose {
    GrossDomesticProduct = 1,
    InputShare,
    ValueAddedShare,
    TaxShare,
    CellFactor,
    CellGap,
    CellUse,
    FinalDemand,
    Inventories,
    ExportTarget,
    ExportDestination,
    ExportTotal,
    OutsideSupplier,
    LinkageShare,
    LinkagePartner,
    TradeTotal,
    TradeSectionWorld,
    TradeSectionMutual,
    TradePartner,
    TradePartnerYear,
    Population,
}

/// A xoshiro256++ generator.
struct Rng {
    state: [u64; 4],
}

impl Rng {
    /// Opens the stream of one purpose and three keys.
    fn stream(purpose: Purpose, keys: [usize; 3]) -> Self {
        let mut mixed = SEED;
        for part in [purpose as u64, keys[0] as u64, keys[1] as u64, keys[2] as u64] {
            mixed ^= part.wrapping_add(0x9E37_79B9);
            mixed = splitmix64(&mut mixed);
        }
        let state = std::array::from_fn(|_| splitmix64(&mut mixed));
        Self { state }
    }

    fn next(&mut self) -> u64 {
        let s = &mut self.state;
        let out = s[0].wrapping_add(s[3]).rotate_left(23).wrapping_add(s[0]);
        let shifted = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= shifted;
        s[3] = s[3].rotate_left(45);
        out
    }

    /// Draws from [0, 1), 53 bits.
    fn uniform(&mut self) -> f64 {
        (self.next() >> 11) as f64 / 9_007_199_254_740_992.0
    }

    /// Draws from a nearly normal law, mean 0 and variance 1: twelve uniforms less six, which
    /// needs no logarithm and never strays beyond six standard deviations.
    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.uniform()).sum::<f64>() - 6.0
    }
}

fn splitmix64(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// Draws one number from [0, 1) for a label.
pub fn fixed_uniform(purpose: Purpose, keys: [usize; 3]) -> f64 {
    Rng::stream(purpose, keys).uniform()
}

/// Draws one log-normal factor for a label; `sd` is the standard deviation of its logarithm.
pub fn fixed_factor(purpose: Purpose, keys: [usize; 3], sd: f64) -> f64 {
    libm::exp(sd * Rng::stream(purpose, keys).normal())
}

/// Draws a first-order autoregressive series for a label and returns its value in `year`:
/// mean 0, stationary variance 1.
pub fn yearly_noise(purpose: Purpose, keys: [usize; 3], year: u16) -> f64 {
    let mut rng = Rng::stream(purpose, keys);
    let innovation = (1.0 - PERSISTENCE * PERSISTENCE).sqrt();
    let mut value = rng.normal();
    for _ in FIRST_YEAR..year {
        value = PERSISTENCE * value + innovation * rng.normal();
    }
    value
}

/// The log-normal factor of [`yearly_noise`]; `sd` is the standard deviation of its logarithm.
pub fn yearly_factor(purpose: Purpose, keys: [usize; 3], year: u16, sd: f64) -> f64 {
    libm::exp(sd * yearly_noise(purpose, keys, year))
}
