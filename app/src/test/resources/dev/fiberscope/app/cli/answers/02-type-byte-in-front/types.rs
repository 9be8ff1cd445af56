use bincode::{config, Decode, Encode};
use std::io::{BufReader, BufWriter, Read, Write};

#[repr(u8)]
#[derive(Clone, Copy, Debug, Encode, Decode, PartialEq)]
pub enum PacketType {
    Ping = 0,
    FetchCollidersPacket = 1,
    FetchedCollidersPacket = 2,
}

#[repr(C)]
#[derive(Clone, Encode, Decode)]
pub struct BoxDimensions {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
}

#[repr(C)]
#[derive(Decode, Encode)]
pub struct FetchedColliders {
    packet_type: PacketType,
    pub vec: Vec<BoxDimensions>,
}

impl FetchedColliders {
    pub fn new(vec: Vec<BoxDimensions>) -> Self {
        Self { packet_type: PacketType::FetchedCollidersPacket, vec }
    }
}

/// Both sides put the packet type in front, so that the reader can `match` on it.
pub fn send<T: Encode>(w: &mut impl Write, ty: PacketType, msg: &T) -> std::io::Result<()> {
    w.write_all(&[ty as u8])?;
    w.write_all(&bincode::encode_to_vec(msg, config::standard()).unwrap())?;
    w.flush()
}
