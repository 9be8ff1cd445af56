use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    pub fullscreen: bool,
    pub vsync: bool,
    pub fov: f32,
    pub keys: Vec<Key>,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(from = "char", into = "char")]
pub struct Key(char);

impl From<char> for Key { fn from(c: char) -> Self { Key(c) } }
impl From<Key> for char { fn from(k: Key) -> char { k.0 } }

// 0.3 had: pub msaa: u8 (0, 2, 4, 8) where vsync is now, vsync came after it
