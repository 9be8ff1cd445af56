use serde::{Deserialize, Deserializer, Serialize};
use serde_big_array::BigArray;

fn deserialize_string_17<'de, D: Deserializer<'de>>(d: D) -> Result<String, D::Error> {
    let a = <[u8; 17]>::deserialize(d)?;
    Ok(String::from_utf8_lossy(&a).trim_end().to_string())
}

fn deserialize_string_20<'de, D: Deserializer<'de>>(d: D) -> Result<String, D::Error> {
    let a = <[u8; 20]>::deserialize(d)?;
    Ok(String::from_utf8_lossy(&a).trim_end().to_string())
}

/// First part of a FastTracker module; the layout is the file format's.
#[derive(Debug, Serialize, Deserialize)]
#[repr(C)]
pub struct XmFileHeader {
    /// "Extended Module: "
    #[serde(deserialize_with = "deserialize_string_17")]
    pub id_text: String,
    #[serde(deserialize_with = "deserialize_string_20")]
    pub module_name: String,
    /// 0x1A
    pub x1a: u8,
    #[serde(deserialize_with = "deserialize_string_20")]
    pub tracker_name: String,
    pub version_number: u16,
    pub header_size: u32,
    pub song_length: u16,
    #[serde(with = "BigArray")]
    pub pattern_order: [u8; 40],
}
