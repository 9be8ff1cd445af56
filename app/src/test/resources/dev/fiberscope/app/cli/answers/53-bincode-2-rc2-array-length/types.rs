use bincode::{Decode, Encode};

pub const HASH_LEN: usize = 8;
pub type Hash = [u8; HASH_LEN];

/// Cargo.lock of the writer: bincode 2.0.0-rc.2
#[derive(Encode, Decode, Debug, Clone, PartialEq)]
pub struct Segment {
    pub id: Hash,
    pub rows: u64,
    pub ranges: [(u32, u32); 2],
    pub tags: Vec<Hash>,
}
