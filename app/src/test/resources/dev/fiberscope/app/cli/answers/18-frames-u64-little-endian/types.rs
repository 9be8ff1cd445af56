use serde::{de::DeserializeOwned, Deserialize, Serialize};
use std::io::{self, Read, Write};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Event {
    Tick(u32),
    Log { level: Level, text: String },
    Stop,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub enum Level { Debug = 10, Info = 20, Warn = 30 }

pub fn write_msg<T: Serialize>(w: &mut impl Write, msg: &T) -> io::Result<()> {
    let buf = bincode::serialize(msg).unwrap();
    w.write_all(&buf.len().to_le_bytes())?; // usize!
    w.write_all(&buf)
}

pub fn read_msg<T: DeserializeOwned>(r: &mut impl Read) -> io::Result<T> {
    let mut len = [0; 8];
    r.read_exact(&mut len)?;
    let mut buf = vec![0; u64::from_le_bytes(len) as usize];
    r.read_exact(&mut buf)?;
    Ok(bincode::deserialize(&buf).unwrap())
}
