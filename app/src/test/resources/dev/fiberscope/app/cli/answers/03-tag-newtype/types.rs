use serde::{Deserialize, Serialize};

#[derive(Debug, Serialize, Deserialize)]
pub struct Settings {
    volume: u8,
    name: String,
}

/// On-disk settings. JSON looks nice with this: {"version":"V2", ...}
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "version")]
pub enum Stored {
    V1(Settings),
    #[serde(rename = "2")]
    V2 { volume: u16, muted: bool },
    Reset,
}

#[test]
fn roundtrip() {
    let bytes = bincode::serialize(&Stored::V1(Settings { volume: 7, name: "hall".into() })).unwrap();
    let _: Stored = bincode::deserialize(&bytes).unwrap(); // DeserializeAnyNotSupported
}
