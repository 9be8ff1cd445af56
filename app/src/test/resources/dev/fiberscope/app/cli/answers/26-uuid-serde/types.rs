mod ids {
    pub use uuid::Uuid as Id;
}

use ids::Id;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Session {
    pub id: Id,
    pub parent: Option<uuid::Uuid>,
    pub seen: HashMap<Id, u32>,
}
