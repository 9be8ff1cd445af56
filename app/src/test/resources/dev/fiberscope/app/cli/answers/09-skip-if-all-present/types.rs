use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// From the node's RPC crate, written for JSON.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BlockAndTransactions {
    pub number: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_fee_per_gas: Option<u128>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent_hash: Option<String>,
    pub hash: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub transactions: Vec<String>,
    pub gas_used: u32,
}

pub fn save(b: &BlockAndTransactions) -> Result<Vec<u8>, bincode::error::EncodeError> {
    bincode::serde::encode_to_vec(b, bincode::config::standard())
}
