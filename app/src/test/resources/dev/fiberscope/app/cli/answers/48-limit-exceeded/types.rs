use bincode::{config, Decode, Encode};

pub const MAX_PACKET: usize = 1232;

#[derive(Debug, Clone, Encode, Decode)]
pub struct Shred {
    pub slot: u64,
    pub index: u32,
    pub payload: Vec<u8>,
}

pub fn parse(b: &[u8]) -> Result<Shred, bincode::error::DecodeError> {
    let cfg = config::legacy().with_limit::<MAX_PACKET>();
    Ok(bincode::decode_from_slice(b, cfg)?.0)
}
