use serde::{Deserialize, Serialize};

#[derive(Debug, Copy, Clone, Eq, PartialEq, Serialize, Deserialize)]
pub enum RADType {
    #[serde(rename = "HTTP-GET")]
    HttpGet,
    Rng,
    #[serde(rename = "HTTP-POST")]
    HttpPost,
}

/// Retrieve script and its source
#[derive(Debug, Eq, PartialEq, Clone, Serialize, Deserialize)]
pub struct RADRetrieve {
    /// Kind of retrieval
    pub kind: RADType,
    /// URL
    pub url: String,
    /// Serialized RADON script
    pub script: Vec<u8>,
    /// Body of a HTTP-POST request
    pub body: Vec<u8>,
    /// Extra headers of a HTTP-GET or HTTP-POST request
    pub headers: Vec<(String, String)>,
}

#[derive(Debug, Eq, PartialEq, Clone, Serialize, Deserialize)]
pub struct RADRequest {
    pub time_lock: u64,
    pub retrieve: Vec<RADRetrieve>,
    pub reward: u64,
}
