use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Hash)]
#[serde(transparent)]
pub struct Pubkey(pub(crate) [u8; 32]);

#[derive(Debug, PartialEq, Eq, Clone, Serialize, Deserialize)]
pub enum ProgramInstruction {
    /// Create an address lookup table
    CreateLookupTable { recent_slot: u64, bump_seed: u8 },
    FreezeLookupTable,
    /// Extend an address lookup table with new addresses
    ExtendLookupTable { new_addresses: Vec<Pubkey> },
    DeactivateLookupTable,
    CloseLookupTable,
}

impl std::fmt::Debug for Pubkey {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result { write!(f, "{:02x?}", &self.0[..4]) }
}

pub fn limited_deserialize<T: serde::de::DeserializeOwned>(data: &[u8]) -> bincode::Result<T> {
    use bincode::Options;
    bincode::options().with_limit(1232).with_fixint_encoding().allow_trailing_bytes().deserialize_from(data)
}
