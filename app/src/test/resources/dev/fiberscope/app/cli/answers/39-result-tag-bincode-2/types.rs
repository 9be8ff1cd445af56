use bincode::{Decode, Encode};

#[derive(Encode, Decode, Debug, Clone, PartialEq)]
pub enum RpcError {
    NotFound,
    Denied { who: String },
}

#[derive(Encode, Decode, Debug, Clone, PartialEq)]
pub struct Reply {
    pub call: u32,
    pub result: Result<u32, RpcError>,
    pub took: core::time::Duration,
}

// server: bincode = "2.0.1"; viewer: bincode-next
