use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize, Debug, Clone, PartialEq)]
#[serde(untagged)]
pub enum TestValue {
    String(String),
    Number(u64),
    Bool(bool),
    List(Vec<TestValue>),
}

/// JSON-RPC request as our gateway stores it.
#[derive(Serialize, Deserialize, Debug, Clone)]
pub struct RpcRequest {
    pub jsonrpc: u8,
    pub id: TestValue,
    pub method: String,
}
