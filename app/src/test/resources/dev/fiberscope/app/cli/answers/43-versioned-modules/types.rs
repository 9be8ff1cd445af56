//! Saved games. Never change a `vN` module, add a new one.
use bincode::{Decode, Encode};

pub mod v1 {
    use super::*;
    #[derive(Encode, Decode, Debug, Clone)]
    pub struct State { pub level: u8, pub hp: i16 }
    #[derive(Encode, Decode, Debug, Clone)]
    pub struct Header { pub player: String }
}

pub mod v2 {
    use super::v1::Header as OldHeader;
    use super::*;

    #[derive(Encode, Decode, Debug, Clone)]
    pub struct Header { pub base: OldHeader, pub seed: u64 }

    #[derive(Encode, Decode, Debug, Clone)]
    pub struct State { pub level: u16, pub hp: i32, pub inventory: Vec<(ItemId, u8)> }

    #[derive(Encode, Decode, Debug, Clone, Copy, PartialEq, Eq)]
    pub struct ItemId(pub(crate) u32);
}

use self::v2 as latest;

#[derive(Encode, Decode, Debug, Clone)]
pub enum Save {
    V1(v1::Header, v1::State),
    V2 { header: latest::Header, state: latest::State },
}

macro_rules! upgrade {
    ($s:expr) => { match $s { Save::V1(..) => unimplemented!(), s => s } };
}
