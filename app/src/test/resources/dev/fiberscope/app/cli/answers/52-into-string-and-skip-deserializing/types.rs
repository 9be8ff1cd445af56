use serde::{Deserialize, Serialize};
use std::convert::TryFrom;
use std::fmt;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Version {
    major: u8,
    minor: u8,
    patch: u16,
}

impl From<Version> for String {
    fn from(v: Version) -> String { format!("{}.{}.{}", v.major, v.minor, v.patch) }
}

impl TryFrom<String> for Version {
    type Error = String;
    fn try_from(s: String) -> Result<Self, String> {
        let mut it = s.split('.').map(|p| p.parse::<u16>().map_err(|e| e.to_string()));
        let mut next = || it.next().ok_or("too short")?;
        Ok(Version { major: next()? as u8, minor: next()? as u8, patch: next()? })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "std::time::Duration")]
struct Millis(#[serde(getter = "std::time::Duration::as_millis")] u128);

#[derive(Debug, Serialize, Deserialize)]
pub struct Manifest {
    pub name: String,
    pub version: Version,
    #[serde(rename(serialize = "requires", deserialize = "needs"), alias = "deps")]
    pub requires: Vec<(String, Version)>,
    #[serde(skip_deserializing, default)]
    pub checksum: u32,
    pub size: u64,
}
