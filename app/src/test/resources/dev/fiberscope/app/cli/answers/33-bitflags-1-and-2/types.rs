use bitflags::bitflags;
use serde::{Deserialize, Serialize};

bitflags! {
    /// Orchard-like flags
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(transparent)]
    pub struct Flags: u8 {
        const ENABLE_SPENDS = 0b0000_0001;
        const ENABLE_OUTPUTS = 0b0000_0010;
    }

    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
    pub struct Mode: u32 {
        const ARMED = 1 << 7;
        const MANUAL = 1 << 6;
        const AUTO = 1 << 20;
        const ANY = Self::ARMED.bits() | Self::MANUAL.bits();
    }
}

mod legacy {
    // bitflags 1.3: plain struct with a field `bits`
    bitflags1::bitflags! {
        #[derive(serde::Serialize, serde::Deserialize)]
        pub struct Old: u16 {
            const X = 0x100;
            const Y = 0x001;
        }
    }
}

#[derive(Debug, Serialize, Deserialize)]
pub struct State {
    pub flags: Flags,
    pub mode: Mode,
    pub old: Option<legacy::Old>,
    pub seq: u16,
}
