// Cargo.lock: serde 1.0.152
use serde::{Deserialize, Serialize};

pub mod proto {
    use super::*;

    /// {"t": "Say", "c": "hi"} in the REST API.
    #[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
    #[serde(tag = "t", content = "c", rename_all = "camelCase")]
    pub enum Command {
        Quit,
        Say(String),
        MoveTo { x: i16, y: i16 },
        Pair(u8, u32),
    }
}

pub use proto::Command;

#[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
pub struct Batch {
    pub user: u32,
    pub commands: Vec<Command>,
}
