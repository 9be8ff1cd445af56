#[derive(BitPacked)] struct Bits { #[bincode(bits = 4)] a: u8, #[bincode(bits = 1)] b: bool, #[bincode(bits = 1)] c: bool, #[bincode(bits = 2)] d: u8, n: u32 }
