use async_io_typed::{AsyncReadTyped, AsyncWriteTyped};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Chunk {
    pub file: u32,
    pub index: u16,
    pub last: bool,
    pub bytes: Vec<u8>,
}

pub type Writer = AsyncWriteTyped<tokio::net::tcp::OwnedWriteHalf, Chunk>;
