use bytes::Bytes;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct IndexVal(u64, u32);

pub type SstIndex = BTreeMap<Bytes, IndexVal>;

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SstMetadata {
    index: SstIndex,
    seq_num: u64,
}
