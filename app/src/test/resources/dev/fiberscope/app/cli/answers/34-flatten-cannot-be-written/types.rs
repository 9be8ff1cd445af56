use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Signature { pub r: u64, pub s: u64, pub odd_y: bool }

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Signed<T> {
    #[serde(flatten)]
    pub tx: T,
    #[serde(flatten)]
    pub signature: Signature,
    pub hash: [u8; 4],
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TxLegacy { pub nonce: u64, pub gas: u32, pub to: Option<[u8; 4]> }

pub type SignedLegacy = Signed<TxLegacy>;
