use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct User {
    // sorted by name, looks nicer
    pub email: String,
    pub id: u32,
    pub name: String,
    pub scores: Vec<i16>,
}
