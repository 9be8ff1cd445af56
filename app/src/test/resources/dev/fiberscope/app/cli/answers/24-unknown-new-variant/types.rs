use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize, Debug, Clone)]
pub enum Kind {
    A,
    B { level: u8 },
    C(String),
}

#[derive(Serialize, Deserialize, Debug)]
pub struct Item {
    pub id: u32,
    pub kind: Kind,
    pub name: String,
}
