use serde::{Deserialize, Serialize, Serializer};

pub fn serialize_array<S, T>(array: &[T], serializer: S) -> Result<S::Ok, S::Error>
where S: Serializer, T: Serialize {
    array.serialize(serializer)
}

#[macro_export]
macro_rules! serde_array { ($m:ident, $n:expr) => {
    pub mod $m {
        pub use $crate::serialize_array as serialize;
        use super::*;
        use serde::{de, Deserializer};

        pub fn deserialize<'de, D, T>(deserializer: D) -> Result<[T; $n], D::Error>
        where D: Deserializer<'de>, T: Deserialize<'de> + 'de + Copy {
            let v: Vec<T> = Deserialize::deserialize(deserializer)?;
            v.as_slice().try_into().map_err(|_| de::Error::custom("input slice has wrong length"))
        }
    }
}}

serde_array!(a40, 40);

#[derive(Serialize, Deserialize)]
pub struct Patch {
    pub id: u16,
    #[serde(with = "a40")]
    pub wave: [u8; 40],
    #[serde(with = "serde_big_array::BigArray")]
    pub key: [u8; 33],
    pub gain: f32,
}
