use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Row {
    #[serde(with = "uuid::serde::compact")]
    pub id: Uuid,
    #[serde(with = "uuid::serde::simple")]
    pub batch: Uuid,
    pub owner: Uuid,
    pub qty: u16,
}
