use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Wire message between peers. Fields may only be ADDED AT THE END.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Announce {
    pub epoch: u64,
    pub node: String,
    pub members: BTreeSet<u32>,
    pub leader: Option<u32>,
    /// since 0.4
    #[serde(default)]
    pub features: Vec<String>,
    /// since 0.5
    #[serde(default = "default_weight")]
    pub weight: f32,
}

fn default_weight() -> f32 {
    1.0
}
