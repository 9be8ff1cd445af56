use bincode::Options;
use serde::de::DeserializeSeed;
use serde::{Deserialize, Serialize};

#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Orig(pub String, pub i32, pub i32, pub i32);

/// `bincode::serialize` "uses the default configuration"
pub fn write() -> Vec<u8> {
    bincode::serialize(&Orig("abc".into(), 1, 2, 3)).unwrap()
}

pub fn read(encoded: &[u8]) -> Orig {
    let mut de = bincode::Deserializer::from_slice(encoded, bincode::DefaultOptions::new());
    Deserialize::deserialize(&mut de).unwrap()
}
