use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize, Debug, Clone, Default)]
pub struct TrackPoint {
    pub lat: f64,
    pub lon: f64,
    pub sats: u8,
}

#[derive(Serialize, Deserialize, Debug, Clone, Default)]
pub struct Track {
    pub id: u32,
    pub points: Vec<TrackPoint>,
    pub crc: u16,
}

// writer (ground station, old box):
//   bincode::config().big_endian().serialize_into(&mut file, &track)
